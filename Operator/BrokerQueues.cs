namespace Charging.Operator;

/// <summary>A queue as the broker's management shows it; its counts may be some seconds old.</summary>
internal sealed record BrokerQueue(string Name, long MessagesReady, long MessagesUnacknowledged, int Consumers)
{
    /// <summary>What was rejected of a platform waits there for that platform alone.</summary>
    private const string PlatformsFeed = "session-rejected-";

    private static readonly string[] Ends = ["_error", "_dead", "_skipped"];

    /// <summary>Holds what no worker could take: for people to look at and replay.</summary>
    public bool IsDeadLetters => HoldsDeadLetters(Name);

    /// <summary>
    /// A message there is on its way: it is none that was set aside, and none that a platform may read or not.
    /// </summary>
    public bool IsOnTheWay => !IsDeadLetters && !Name.StartsWith(PlatformsFeed, StringComparison.Ordinal);

    public static bool HoldsDeadLetters(string name) =>
        Ends.Any(end => name.EndsWith(end, StringComparison.Ordinal));

    /// <summary>The queues in which that queue's messages may end up.</summary>
    public static IReadOnlyList<string> DeadLettersOf(string queue) => [.. Ends.Select(end => queue + end)];

    /// <summary>The queue whose messages end up in the one of this name.</summary>
    public static string HomeOf(string deadLetters) =>
        Ends.FirstOrDefault(end => deadLetters.EndsWith(end, StringComparison.Ordinal)) is { } suffix
            ? deadLetters[..^suffix.Length]
            : throw new InvalidOperationException(
                $"'{deadLetters}' is no queue of messages set aside; such a name ends in {string.Join(", ", Ends)}.");
}

/// <summary>The queues of the virtual host, over RabbitMQ's management API.</summary>
internal static class BrokerQueues
{
    public static async Task<IReadOnlyList<BrokerQueue>> All(CancellationToken stop)
    {
        var path = $"/api/queues/{Uri.EscapeDataString(Settings.VirtualHost)}" +
            "?columns=name,messages_ready,messages_unacknowledged,consumers&disable_stats=false";
        var queues = await Management.Ask<List<BrokerQueue>>(path, stop);
        return [.. queues.OrderBy(queue => queue.Name, StringComparer.Ordinal)];
    }
}
