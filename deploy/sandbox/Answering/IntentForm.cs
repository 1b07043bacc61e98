namespace Charging.Sandbox;

/// <summary>What a payment intent is created from, or what is wrong with it.</summary>
internal readonly record struct IntentForm(Intent? Intent, StripeError? Error)
{
    public static IntentForm Read(Parameters parameters, DateTime now)
    {
        if (parameters["amount"] is null) return new(null, StripeError.Missing("amount"));
        if (parameters.Positive("amount") is not { } amount) return new(null, StripeError.NotWhole("amount"));
        if (parameters["currency"] is not { Length: 3 } currency) return new(null, StripeError.Missing("currency"));
        var least = Method.LeastOf(currency.ToLowerInvariant());
        if (amount < least) return new(null, StripeError.TooSmall(least, currency));

        var token = parameters["payment_method"];
        var types = parameters.List("payment_method_types").Concat(parameters.List("allowed_payment_method_types"));
        return new(
            new Intent(
                $"pi_{Guid.CreateVersion7():N}",
                now,
                amount,
                currency.ToLowerInvariant(),
                token is null ? IntentStatus.RequiresPaymentMethod : IntentStatus.RequiresConfirmation,
                TypeOf(token, types),
                token,
                parameters["customer"],
                parameters["mandate"],
                parameters.Map("metadata")),
            null);
    }

    /// <summary>The first allowed type that the token can be of, else the first; a card if none is named.</summary>
    private static string TypeOf(string? token, IEnumerable<string> types)
    {
        var isDebit = token is not null && Behaviour.Of(token) is { IsDebit: true };
        return types.OrderByDescending(type => isDebit == (type != Method.Card)).FirstOrDefault() ?? Method.Card;
    }
}
