using System.Net.Http.Json;

namespace Charging.Operator.Watching;

/// <summary>What Alertmanager holds of an alert that fires, of which only this is read.</summary>
internal sealed record FiringAlert(
    IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Annotations,
    DateTimeOffset StartsAt)
{
    /// <summary>It always fires, so that its silence is seen.</summary>
    private const string Watchdog = "ChargingWatchdog";

    public string Name => Labels.GetValueOrDefault("alertname", "");

    public string Severity => Labels.GetValueOrDefault("severity", "");

    public bool IsWatchdog => Name == Watchdog;

    /// <summary>Those that wake somebody first, then by how long they have fired.</summary>
    public static async Task<IReadOnlyList<FiringAlert>> All(CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = Settings.Alertmanager };
        var alerts = await http.GetFromJsonAsync<List<FiringAlert>>("/api/v2/alerts?active=true", stop);
        return [.. alerts!.OrderBy(alert => alert.Severity != "page").ThenBy(alert => alert.StartsAt)];
    }
}
