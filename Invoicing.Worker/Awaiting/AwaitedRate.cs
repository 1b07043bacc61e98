namespace Charging.Invoicing.Awaiting;

/// <summary>A rate that usages wait for: of that seller, from that currency to his, for that day of delivery.</summary>
internal sealed record AwaitedRate(string SellerCode, string Currency, DateOnly DeliveredOn);
