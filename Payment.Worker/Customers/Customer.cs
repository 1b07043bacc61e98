using Charging.Contracts;

namespace Charging.Payments;

/// <summary>What collecting needs to know of a customer.</summary>
internal sealed record Customer(string CustomerId, long Version, Contact Contact, IReadOnlyList<PaymentMethod> Methods);
