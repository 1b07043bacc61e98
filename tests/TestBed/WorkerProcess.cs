using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Charging.TestBed;

/// <summary>A built worker as a process of its own, started, killed and started again as an operator would.</summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SayLimit = TimeSpan.FromSeconds(30);

    private readonly HttpClient management;
    private readonly Dictionary<string, string> settings;
    private readonly Release? release;
    private Process? process;

    /// <param name="name">Such as Rating.Worker.</param>
    /// <param name="settings">Environment variables, added to those of the test run.</param>
    /// <param name="logFile">Where its output goes; a second start adds to it.</param>
    /// <param name="release">An earlier one, or null for what was built here.</param>
    public WorkerProcess(
        string name, IReadOnlyDictionary<string, string> settings, string logFile, Release? release = null)
    {
        (Name, LogFile, this.release) = (name, logFile, release);
        ManagementPort = Ports.Free();
        this.settings = new Dictionary<string, string>
        {
            ["DOTNET_GCgen0size"] = "0x4000000", // as every launcher of a worker sets it
        };
        foreach (var (setting, value) in settings) Set(setting, value);
        Set("Management__Port", $"{ManagementPort}");
        management = new HttpClient
        {
            BaseAddress = new Uri($"http://127.0.0.1:{ManagementPort}"), Timeout = AnswerLimit,
        };
    }

    public string Name { get; }

    public string LogFile { get; }

    /// <summary>Of its health and metrics, on 127.0.0.1.</summary>
    public int ManagementPort { get; }

    /// <summary>CPU time and memory of the running process.</summary>
    public ProcessUse Use => ProcessUse.Of(Running.Id);

    public bool IsRunning => process is { HasExited: false };

    private Process Running => process is { HasExited: false }
        ? process
        : throw new InvalidOperationException($"{Name} is not running. {LastOfLog()}");

    /// <summary>An environment variable that it has from its next start on.</summary>
    public void Set(string name, string value) => settings[name] = value;

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public async Task Start()
    {
        if (IsRunning) throw new InvalidOperationException($"{Name} is running already.");
        process = Launch([]);
        await BecomesReady();
    }

    public Task BecomesReady() => Eventually.Holds(IsReady, StartLimit, $"{Name} ready; its log is {LogFile}");

    /// <summary>
    /// Waits until its log says so: a worker tells what it did only after all the world can see it, so a test that
    /// saw the row may read too early.
    /// </summary>
    public Task Says(string text) => Eventually.Becomes(
        () => File.ReadAllTextAsync(LogFile), said => said.Contains(text, StringComparison.Ordinal), SayLimit,
        $"'{text}' in {LogFile}");

    /// <summary>Runs a command of the worker, such as <c>migrate</c>, to its end.</summary>
    public async Task Run(params string[] command)
    {
        using var run = Launch(command);
        using var limit = new CancellationTokenSource(StartLimit);
        await using var kill = limit.Token.Register(() => run.Kill());
        await run.WaitForExitAsync(CancellationToken.None);
        if (run.ExitCode != 0)
            throw new InvalidOperationException(
                $"{Name} {string.Join(' ', command)} ended with {run.ExitCode}. {LastOfLog()}");
    }

    /// <summary>Begins a command of the worker, which somebody is to kill.</summary>
    public void Begin(params string[] command)
    {
        if (IsRunning) throw new InvalidOperationException($"{Name} is running already.");
        process = Launch(command);
    }

    /// <summary>SIGKILL: no word to anybody.</summary>
    public async Task Kill()
    {
        Running.Kill();
        await process!.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and waits for the end; returns how long that took.</summary>
    public async Task<TimeSpan> Stop()
    {
        var watch = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-TERM", $"{Running.Id}"])) await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(StopLimit);
        await process!.WaitForExitAsync(limit.Token);
        return watch.Elapsed;
    }

    /// <summary>A page of its management port: /health/live, /health/ready, /metrics.</summary>
    public Task<HttpResponseMessage> Get(string path) => management.GetAsync(new Uri(path, UriKind.Relative));

    /// <summary>Its /metrics, asked for as Prometheus does: as OpenMetrics where that can be had, and packed.</summary>
    public async Task<string> Scrape()
    {
        using var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.GZip };
        using var prometheus = new HttpClient(handler) { BaseAddress = management.BaseAddress, Timeout = AnswerLimit };
        prometheus.DefaultRequestHeaders.Accept.ParseAdd("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        return await prometheus.GetStringAsync(new Uri("/metrics", UriKind.Relative));
    }

    public async Task<HttpStatusCode> Status(string path)
    {
        using var response = await Get(path);
        return response.StatusCode;
    }

    /// <summary>A counter on its /metrics, over all labels but those given (a="b"); 0 when there is none.</summary>
    public async Task<double> Metric(string name, params string[] labels)
    {
        using var response = await Get("/metrics");
        var samples = (await response.Content.ReadAsStringAsync()).Split('\n')
            .Where(line => line.StartsWith($"{name}{{", StringComparison.Ordinal) && labels.All(line.Contains));
        return samples.Sum(Value);

        static double Value(string sample) =>
            double.Parse(sample[(sample.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning) await Kill();
        process?.Dispose();
        management.Dispose();
    }

    private async Task<bool> IsReady()
    {
        _ = Running;
        return await Status("/health/ready") == HttpStatusCode.OK;
    }

    private Process Launch(IReadOnlyCollection<string> arguments) =>
        BuiltProgram.Launch(Name, arguments, settings, LogFile, release);

    private string LastOfLog() =>
        File.Exists(LogFile)
            ? $"{LogFile} ends:\n{string.Join('\n', File.ReadLines(LogFile).TakeLast(20))}"
            : $"No log in {LogFile}.";
}
