namespace Charging.ServiceDefaults.Messaging;

/// <summary>A message of a stranger's that was set aside through its publisher's fault.</summary>
/// <param name="Publisher">The broker's user whose word it is; null where that is not known.</param>
/// <param name="MessageId">As its publisher gave it, if any.</param>
/// <param name="Body">Its bytes; empty where it was too long to be taken.</param>
/// <param name="Reason">Why.</param>
public sealed record RefusedMessage(
    string? Publisher, string? MessageId, ReadOnlyMemory<byte> Body, Exception Reason);

/// <summary>Hears of what was refused, when it is safe in its <c>_error</c>.</summary>
public delegate Task HearRefused(
    IServiceProvider services, RefusedMessage message, CancellationToken cancellationToken);
