using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml;

namespace Charging.TestBed;

/// <summary>
/// The sandbox gateway as a process of its own, killed and started again on the same port and ledger.
/// </summary>
public sealed class SandboxProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly string folder = Directory.CreateTempSubdirectory("charging-sandbox-").FullName;
    private readonly Dictionary<string, string> settings;
    private readonly HttpClient http;
    private Process? process;

    /// <param name="apiKey">Who may call it.</param>
    /// <param name="settings">Such as Sandbox__DebitDelay.</param>
    public SandboxProcess(string apiKey, IReadOnlyDictionary<string, string> settings)
    {
        var port = Ports.Free();
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        this.settings = new Dictionary<string, string>(settings)
        {
            ["Sandbox__Folder"] = folder,
            ["Sandbox__Port"] = $"{port}",
            ["Sandbox__ApiKey"] = apiKey,
        };
    }

    public Uri Address => http.BaseAddress!;

    public string LogFile => Path.Combine(folder, "sandbox.log");

    /// <summary>CPU time and memory of the running process.</summary>
    public ProcessUse Use => ProcessUse.Of(process!.Id);

    /// <summary>The file in which it keeps what it really did.</summary>
    public string Ledger => Path.Combine(folder, "ledger.jsonl");

    /// <summary>What it really did for invoices, as the ledger stands on the disk.</summary>
    public IReadOnlyList<SandboxEntry> Entries => SandboxEntry.Read(Ledger);

    public static async Task<SandboxProcess> Start(string apiKey, params (string Name, string Value)[] settings)
    {
        var sandbox = new SandboxProcess(apiKey, settings.ToDictionary(one => one.Name, one => one.Value));
        await sandbox.Start();
        return sandbox;
    }

    public async Task Start()
    {
        if (process is { HasExited: false }) throw new InvalidOperationException("The sandbox is running already.");
        process?.Dispose();
        process = BuiltProgram.Launch("Sandbox", [], settings, LogFile);
        await Eventually.Holds(IsReady, StartLimit, $"the sandbox ready; its log is {LogFile}");
    }

    /// <summary>SIGKILL: no word to anybody.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Moves its clock forward; what falls due meanwhile has happened.</summary>
    public Task Advance(TimeSpan time) => MoveClock(XmlConvert.ToString(time));

    /// <param name="time">As ISO 8601 says it, such as P3D; what falls due meanwhile has happened.</param>
    public async Task MoveClock(string time)
    {
        using var moved = await http.PostAsJsonAsync("/sandbox/clock", new { advance = time });
        moved.EnsureSuccessStatusCode();
    }

    /// <summary>How many of its latest hundred events nobody took yet.</summary>
    public async Task<int> Untold()
    {
        var events = await http.GetFromJsonAsync<JsonElement>("/sandbox/events?limit=100");
        return events.GetProperty("data").EnumerateArray().Count(one => !one.GetProperty("told").GetBoolean());
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) await Kill();
        process?.Dispose();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<bool> IsReady()
    {
        if (process!.HasExited)
            throw new InvalidOperationException($"The sandbox ended: {await File.ReadAllTextAsync(LogFile)}");
        using var response = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return response.IsSuccessStatusCode;
    }
}
