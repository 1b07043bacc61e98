namespace Charging.Invoicing.Exchanging;

/// <summary>
/// The same of one invoice among others that are issued in one transaction: it is its own fault that they are not, so
/// that they are tried without it.
/// </summary>
/// <param name="awaits">Which.</param>
internal sealed class RateMissingException(string awaits)
    : InvalidOperationException($"There is no rate of exchange of {awaits}.")
{
    public string Awaits => awaits;
}
