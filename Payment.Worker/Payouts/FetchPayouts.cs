namespace Charging.Payments.Payouts;

/// <summary>
/// Asks a gateway what it paid out on that day (UTC) or later and what has arrived at the bank, oldest first. A gateway
/// that pays nothing out has none of these.
/// </summary>
internal delegate Task<IReadOnlyList<GivenPayout>> FetchPayouts(DateOnly day, CancellationToken cancellationToken);
