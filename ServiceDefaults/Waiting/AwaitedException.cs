namespace Charging.ServiceDefaults.Waiting;

/// <summary>
/// What a message needs cannot be had at the moment, and <paramref name="what"/> names it as an SRE would: "The
/// gateway". A time-out, so that it is waited for like everything that passes by itself, and said as an outage.
/// </summary>
public abstract class AwaitedException(string what, string message) : TimeoutException(message)
{
    public string What { get; } = what;
}
