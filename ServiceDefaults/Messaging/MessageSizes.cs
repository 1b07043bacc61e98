namespace Charging.ServiceDefaults.Messaging;

/// <summary>How long a message's body may be.</summary>
public static class MessageSizes
{
    /// <summary>
    /// What the broker is to let in at all (its <c>max_message_size</c>). Our own largest message is the invoice of an
    /// open invoice with many sessions: this is some 4,000 lines. What waits there and is longer is not taken.
    /// </summary>
    public const long Most = 2 * 1024 * 1024;

    /// <summary>
    /// What a worker reads of a stranger's. The largest session that can be charged (1,000 legs, 32 attributes of 1,000
    /// letters) is a quarter of it; what is between is set aside with its content, so that people can see it.
    /// </summary>
    public const long MostOfStrangers = 1280 * 1024;
}
