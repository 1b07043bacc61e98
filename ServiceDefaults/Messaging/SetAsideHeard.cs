namespace Charging.ServiceDefaults.Messaging;

/// <summary>Hears that a message of a queue was laid aside, so that a worker can count it as what it was.</summary>
/// <param name="Queue">The queue's name.</param>
/// <param name="Hear">Told whether its publisher was at fault.</param>
public sealed record SetAsideHeard(string Queue, Action<bool> Hear);
