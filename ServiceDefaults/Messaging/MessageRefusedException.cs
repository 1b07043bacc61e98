namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// What whoever published a message got wrong. The message is set aside at once, with this text as its reason; it is
/// not tried again, and never held against the queue: no number of such messages stops it for others.
/// </summary>
public sealed class MessageRefusedException(string message, Exception? inner = null) : Exception(message, inner);
