namespace Charging.Sandbox;

/// <summary>A refusal as Stripe words it. Nothing is kept of it, and its idempotency key stays free.</summary>
internal sealed record StripeError(
    int Status, string Type, string Message, string? Code = null, string? Param = null, bool? ShouldRetry = null)
{
    private const string InvalidRequest = "invalid_request_error";

    public static StripeError WrongKey { get; } = new(401, InvalidRequest, "Invalid API Key provided.");

    public static StripeError KeyInUse { get; } = new(
        409, "idempotency_error", "A request with this idempotency key is in progress; wait for its answer.",
        "idempotency_key_in_use", ShouldRetry: true);

    public static StripeError OtherParameters { get; } = new(
        400, "idempotency_error", "This idempotency key was used with other parameters; take another key.",
        "idempotency_error", ShouldRetry: false);

    public static StripeError Busy { get; } = new(
        429, InvalidRequest, "Too many requests; wait as Retry-After says.", "rate_limit", ShouldRetry: true);

    public static StripeError Broken { get; } = new(
        500, "api_error", "Something went wrong on the gateway's side.", ShouldRetry: false);

    public static StripeError BrokenOnce { get; } = Broken with { ShouldRetry = true };

    public static StripeError Missing(string param) =>
        new(400, InvalidRequest, $"Missing required param: {param}.", "parameter_missing", param);

    public static StripeError NotWhole(string param) => new(
        400, InvalidRequest, $"{param} is not a whole number of smallest units, 1 or more.",
        "parameter_invalid_integer", param);

    public static StripeError Invalid(string param, string message) =>
        new(400, InvalidRequest, message, "parameter_invalid", param);

    public static StripeError TooSmall(long least, string currency) => new(
        400, InvalidRequest, $"Amount must be at least {least} of the smallest unit of {currency}.",
        "amount_too_small", "amount");

    /// <summary>What a parameter names does not exist.</summary>
    public static StripeError NoSuch(string kind, string id, string param) =>
        new(400, InvalidRequest, $"No such {kind}: '{id}'", "resource_missing", param);

    /// <summary>What the path names does not exist.</summary>
    public static StripeError NotFound(string kind, string id) => NoSuch(kind, id, "id") with { Status = 404 };

    public static StripeError WrongState(Intent intent, string deed) => new(
        400, InvalidRequest, $"This PaymentIntent's status is {intent.Status}; it cannot {deed}.",
        "payment_intent_unexpected_state");
}

/// <summary>What a call comes to: an entry to keep, or a refusal that leaves no trace.</summary>
internal readonly record struct Decision(Entry? Entry, StripeError? Error)
{
    public static implicit operator Decision(Entry entry) => new(entry, null);

    public static implicit operator Decision(StripeError error) => new(null, error);
}
