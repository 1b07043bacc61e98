namespace Charging.Payments.Payouts;

/// <summary>A payout and where it stands, for what is to be said of it; Flaw is why it cannot even be read.</summary>
internal sealed record GivenPayout(string Place, Payout? Payout, string? Flaw = null);
