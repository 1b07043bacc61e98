using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Charging.TestBed;

/// <summary>What is of the broker as it runs, and of no virtual host.</summary>
public static class WholeBroker
{
    private static readonly TimeSpan FiguresLimit = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The process id, for CPU time and memory; waited for, since a broker that has just begun does not tell it yet.
    /// </summary>
    public static async Task<int> ProcessId()
    {
        var id = await Eventually.Becomes(
            ToldProcessId, told => told is not null, FiguresLimit, "the broker's own figures");
        return int.Parse(id!, null);
    }

    /// <summary>What the whole broker tells Prometheus, of every virtual host: /metrics or /metrics/detailed.</summary>
    public static async Task<string> Metrics(string page)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri(Bed.RabbitMqMetrics, page));
    }

    internal static HttpClient Management()
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(Bed.RabbitMq.UserInfo)));
        var client = new HttpClient { BaseAddress = new Uri(Bed.RabbitMqManagement, "api/") };
        client.DefaultRequestHeaders.Authorization = new("Basic", credentials);
        return client;
    }

    private static async Task<string?> ToldProcessId()
    {
        using var management = Management();
        var nodes = await management.GetFromJsonAsync<JsonElement>("nodes");
        return nodes[0].TryGetProperty("os_pid", out var id) ? id.GetString() : null;
    }
}
