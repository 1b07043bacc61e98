using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Charging.TestBed;
using Spectre.Console;

namespace Charging.Load.Http;

/// <summary>
/// How many sessions a second come in over HTTP, each confirmed by the broker before it is answered. Nobody takes them
/// out of Rating's queue; what the chain makes of them is another run's matter.
/// </summary>
internal sealed class HttpRun : IAsyncDisposable
{
    private const string Key = "a-key-of-the-load-run-and-of-nobody-else";
    private const string Queue = "rating-rate-session";

    private readonly string folder = Directory.CreateTempSubdirectory("charging-load-").FullName;
    private readonly int port = Ports.Free();
    private readonly HttpOptions options;
    private readonly Broker broker;
    private readonly WorkerProcess ingest;
    private readonly HttpClient http = new();
    private int nextRequest;

    private HttpRun(HttpOptions options, Broker broker)
    {
        (this.options, this.broker) = (options, broker);
        ingest = new WorkerProcess("Ingest", new Dictionary<string, string>
        {
            ["ConnectionStrings__RabbitMq"] = broker.As("ingest"),
            ["Ingest__Port"] = $"{port}",
            ["Ingest__Keys__upstream"] = Key,
            ["Sources__upstream__0"] = "*",
        }, Path.Combine(folder, "ingest.log"));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    /// <summary>0 when every session lies in the queue, 1 otherwise.</summary>
    public static async Task<int> Run(HttpOptions options)
    {
        Starts.AreAsInProduction = true;
        await using var run = new HttpRun(options, await Broker.Create());
        await run.Start();
        return await run.Measure() ? 0 : 1;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await ingest.DisposeAsync();
        await broker.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Start()
    {
        await using var rating = new WorkerProcess("Rating.Worker", new Dictionary<string, string>
        {
            ["ConnectionStrings__RabbitMq"] = broker.As("rating"),
            ["ConnectionStrings__Postgres"] = "Host=127.0.0.1;Username=nobody", // not asked
        }, Path.Combine(folder, "rating.log"));
        await rating.Run("topology");
        await ingest.Start();
    }

    private async Task<bool> Measure()
    {
        AnsiConsole.MarkupLine($"Writing {options.Warm + options.Sessions} sessions into requests ...");
        var requests = Requests();
        var warm = requests.Take(options.Warm / options.InRequest).ToArray();
        var measured = requests.Skip(warm.Length).ToArray();
        await Send(warm);
        var before = await Uses();
        var watch = Stopwatch.StartNew();
        await Send(measured);
        watch.Stop();
        Print(measured, watch.Elapsed, before, await Uses());

        var expected = requests.Count * options.InRequest;
        var lying = await broker.Ready(Queue);
        AnsiConsole.MarkupLine($"{lying} of {expected} lie in the queue.");
        return lying == expected;
    }

    private List<byte[]> Requests() =>
    [
        .. SampleSession.Many(options.Warm + options.Sessions, SampleCustomer.Good(500))
            .Select(session => session.Json.ReplaceLineEndings(""))
            .Chunk(options.InRequest)
            .Where(lines => lines.Length == options.InRequest)
            .Select(lines => System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines))),
    ];

    /// <summary>Each caller sends its next when its last was answered.</summary>
    private async Task Send(byte[][] requests)
    {
        nextRequest = -1;
        await Task.WhenAll(Enumerable.Range(0, options.Callers).Select(_ => Task.Run(() => Call(requests))));
    }

    private async Task Call(byte[][] requests)
    {
        for (int i; (i = Interlocked.Increment(ref nextRequest)) < requests.Length;)
        {
            using var content = new ByteArrayContent(requests[i]);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            using var answer = await http.PostAsync(new Uri($"http://127.0.0.1:{port}/v1/sessions"), content);
            if (answer.StatusCode != HttpStatusCode.Accepted)
                throw new InvalidOperationException(
                    $"Answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private async Task<Dictionary<string, ProcessUse>> Uses() => new()
    {
        ["generator (this)"] = ProcessUse.Of(Environment.ProcessId),
        ["ingest"] = ingest.Use,
        ["broker"] = ProcessUse.Of(await WholeBroker.ProcessId()),
    };

    private void Print(
        byte[][] requests, TimeSpan took, Dictionary<string, ProcessUse> before, Dictionary<string, ProcessUse> after)
    {
        var sessions = requests.Length * options.InRequest;
        AnsiConsole.MarkupLine(
            $"{sessions} sessions of {requests.Sum(body => (long)body.Length) / sessions} bytes in requests of " +
            $"{options.InRequest}, {options.Callers} callers, confirmed before answered: {took.TotalSeconds:0.0} s, " +
            $"{sessions / took.TotalSeconds:0}/s");
        var table = new Table().AddColumns("process", "CPU s", "µs a session", "of a core", "peak MiB");
        foreach (var (name, use) in after)
        {
            var cpu = use.Cpu - before[name].Cpu;
            table.AddRow(
                name, $"{cpu.TotalSeconds:0.0}", $"{cpu.TotalMicroseconds / sessions:0.0}", $"{cpu / took:P0}",
                $"{use.PeakBytes / 1024 / 1024}");
        }

        AnsiConsole.Write(table);
    }
}
