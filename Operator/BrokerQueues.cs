using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

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
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static async Task<IReadOnlyList<BrokerQueue>> All(CancellationToken stop)
    {
        var nodes = Settings.Management;
        for (var i = 0; i < nodes.Count - 1; i++)
        {
            try
            {
                return await All(nodes[i], stop);
            }
            catch (HttpRequestException)
            {
                // The next node of the cluster knows the same queues.
            }
        }

        return await All(nodes[^1], stop);
    }

    private static async Task<IReadOnlyList<BrokerQueue>> All(Uri management, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = new Uri(management.GetLeftPart(UriPartial.Authority)) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(management.UserInfo))));

        var path = $"/api/queues/{Uri.EscapeDataString(Settings.VirtualHost)}" +
            "?columns=name,messages_ready,messages_unacknowledged,consumers&disable_stats=false";
        var queues = await http.GetFromJsonAsync<List<BrokerQueue>>(path, Json, stop) ?? [];
        return [.. queues.OrderBy(queue => queue.Name, StringComparer.Ordinal)];
    }
}
