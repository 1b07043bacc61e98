using System.Globalization;

namespace Charging.Sandbox;

/// <summary>What a session is opened from, or what is wrong with it.</summary>
internal readonly record struct SessionForm(Session? Session, StripeError? Error)
{
    private const string Item = "line_items[0][price_data]";

    private static readonly TimeSpan UsualLife = TimeSpan.FromHours(24);

    public static SessionForm Read(Parameters parameters, DateTime now)
    {
        if (parameters["mode"] != "payment") return Wrong(StripeError.Invalid("mode", "Only payment is spoken here."));
        if (parameters.Positive($"{Item}[unit_amount]") is not { } price)
            return Wrong(StripeError.NotWhole($"{Item}[unit_amount]"));
        if (parameters.Positive("line_items[0][quantity]") is not { } quantity)
            return Wrong(StripeError.NotWhole("line_items[0][quantity]"));
        if (parameters[$"{Item}[currency]"] is not { Length: 3 } currency)
            return Wrong(StripeError.Missing($"{Item}[currency]"));
        if (parameters["success_url"] is not { } success) return Wrong(StripeError.Missing("success_url"));
        var (amount, least) = (price * quantity, Method.LeastOf(currency.ToLowerInvariant()));
        if (amount < least) return Wrong(StripeError.TooSmall(least, currency));
        if (ExpiryOf(parameters, now) is not { } expiry)
            return Wrong(StripeError.Invalid("expires_at", "It must lie 30 minutes to 24 hours ahead."));

        var id = $"cs_{Guid.CreateVersion7():N}";
        return new(
            new Session(
                id, now, expiry, amount, currency.ToLowerInvariant(), parameters[$"{Item}[product_data][name]"] ?? "",
                success, parameters["cancel_url"],
                parameters["payment_intent_data[setup_future_usage]"] == "off_session", parameters.Map("metadata"),
                parameters.Map("payment_intent_data[metadata]"),
                Customer: parameters["customer_creation"] == "always" ? $"cus_{id[3..]}" : null),
            null);
    }

    private static DateTime? ExpiryOf(Parameters parameters, DateTime now)
    {
        if (parameters["expires_at"] is not { } given) return now + UsualLife;
        if (!long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return null;
        var expiry = DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime;
        return expiry >= now.AddMinutes(30) && expiry <= now + UsualLife ? expiry : null;
    }

    private static SessionForm Wrong(StripeError error) => new(null, error);
}
