namespace Charging.Payments.Customers;

/// <summary>
/// What collecting needs to know of a customer. Methods are on file in the order to try them; a suspended token was
/// refused for good and is not drawn again.
/// </summary>
internal sealed record Customer(
    string CustomerId,
    long Version,
    Contact Contact,
    IReadOnlyList<PaymentMethod> Methods,
    IReadOnlyList<string> SuspendedTokens);
