using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Charging.TestBed;

namespace Charging.Load.Scaling;

/// <summary>A Prometheus with the rules that are shipped, looking at the broker and at whichever workers run.</summary>
internal sealed class Watcher : IAsyncDisposable
{
    /// <summary>Longest time between two looks at a worker.</summary>
    public static readonly TimeSpan EachLook = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly string folder;
    private readonly Process process;
    private readonly HttpClient http;

    private Watcher(string folder, Process process, int port) => (this.folder, this.process, http) = (
        folder, process, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });

    private string Targets => Path.Combine(folder, "workers.json");

    public static async Task<Watcher> Start(Broker broker, string folder)
    {
        Directory.CreateDirectory(folder);
        var (port, settings) = (Ports.Free(), Path.Combine(folder, "prometheus.yaml"));
        await File.WriteAllTextAsync(settings, Settings(broker, folder));
        var prometheus = await Tool.Find("prometheus");
        var log = Path.Combine(folder, "prometheus.log");
        var process = Process.Start("sh",
        [
            "-c", "exec \"$@\" >\"$0\" 2>&1", log, prometheus, $"--config.file={settings}",
            $"--storage.tsdb.path={Path.Combine(folder, "data")}", $"--web.listen-address=127.0.0.1:{port}",
        ]);
        var watcher = new Watcher(folder, process, port);
        await Eventually.Holds(watcher.IsReady, StartLimit, $"Prometheus ready; its log is {log}");
        return watcher;
    }

    /// <summary>From now on these are looked at, ready or not.</summary>
    public async Task Watch(IEnumerable<WorkerProcess> workers)
    {
        var groups = workers.Select(worker => new
        {
            targets = new[] { $"127.0.0.1:{worker.ManagementPort}" },
            labels = new { job = $"charging-{worker.Name.Split('.')[0].ToLowerInvariant()}" },
        });
        var next = Targets + ".next";
        await File.WriteAllTextAsync(next, JsonSerializer.Serialize(groups));
        File.Move(next, Targets, overwrite: true);
    }

    /// <summary>The value of a query that has one; null where nothing, or no number, is found.</summary>
    public async Task<double?> Ask(string query)
    {
        var answer = await http.GetFromJsonAsync<JsonElement>($"/api/v1/query?query={Uri.EscapeDataString(query)}");
        var found = answer.GetProperty("data").GetProperty("result").EnumerateArray().ToList();
        if (found.Count == 0) return null;
        var value = double.Parse(found.Single().GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value : null;
    }

    /// <summary>Whether every rule was reckoned after that moment.</summary>
    public async Task<bool> HasReckonedSince(DateTimeOffset at)
    {
        var answer = await http.GetFromJsonAsync<JsonElement>("/api/v1/rules");
        return answer.GetProperty("data").GetProperty("groups").EnumerateArray()
            .All(group => group.GetProperty("lastEvaluation").GetDateTimeOffset() > at);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
    }

    private async Task<bool> IsReady()
    {
        if (process.HasExited) throw new InvalidOperationException($"Prometheus ended with {process.ExitCode}.");
        using var answer = await http.GetAsync(new Uri("/-/ready", UriKind.Relative));
        return answer.IsSuccessStatusCode;
    }

    /// <summary>
    /// Each second, else what a worker does between its start and the first look is in no rate, and it starts in three.
    /// </summary>
    private static string Settings(Broker broker, string folder) => $$"""
        global: { scrape_interval: 1s, evaluation_interval: 5s }
        rule_files: ["{{Path.Combine(Bed.Root, "deploy", "alerts", "slo.yaml")}}"]
        scrape_configs:
          - job_name: workers
            file_sd_configs: [{ files: ["{{Path.Combine(folder, "workers.json")}}"] }]
          - job_name: rabbitmq-queues
            scrape_interval: 5s
            metrics_path: /metrics/detailed
            params:
              vhost: ["{{broker.VirtualHost}}"]
              family: [queue_coarse_metrics, channel_queue_exchange_metrics]
            static_configs: [{ targets: ["{{Bed.RabbitMqMetrics.Authority}}"] }]
        """;
}
