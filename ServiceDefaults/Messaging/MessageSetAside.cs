namespace Charging.ServiceDefaults.Messaging;

/// <summary>A message of a stranger's that no consumer took.</summary>
/// <param name="IsTheirs">Its publisher got it wrong; else it is we who could not handle it.</param>
/// <param name="Publisher">The broker's user whose word it is; null where that is not known.</param>
/// <param name="MessageId">As its publisher gave it, if any.</param>
/// <param name="Body">Its bytes, of an event those of its data; empty where it was too long to be taken.</param>
/// <param name="Within">Where the body stands in what came: <c>$</c>, or <c>$.data</c> of an event.</param>
/// <param name="Reason">Why.</param>
public sealed record MessageSetAside(
    bool IsTheirs, string? Publisher, string? MessageId, ReadOnlyMemory<byte> Body, string Within, Exception Reason);

/// <summary>Hears of what was set aside, when it is safe in its <c>_error</c>.</summary>
public delegate Task HearSetAside(
    IServiceProvider services, MessageSetAside message, CancellationToken cancellationToken);
