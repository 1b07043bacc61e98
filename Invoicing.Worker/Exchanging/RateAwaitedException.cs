namespace Charging.Invoicing.Exchanging;

/// <summary>
/// An invoice has to say its tax in another currency, and no rate of its day is there yet. Its message waits for it.
/// </summary>
/// <param name="awaits">Which.</param>
internal sealed class RateAwaitedException(string awaits) : AwaitedException(
    "A rate of exchange",
    $"There is no rate of exchange of {awaits}: bring one with 'invoicing rates import FILE', and it goes on.");
