using Charging.ServiceDefaults.Waiting;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>The broker cannot be published to at the moment: it is away, or it holds publishers back.</summary>
public sealed class BrokerAwaitedException(string reason)
    : AwaitedException("The broker", $"The broker takes nothing at the moment: {reason}.");
