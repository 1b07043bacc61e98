using System.Diagnostics;
using System.Net.Http.Json;

namespace Charging.TestBed;

/// <summary>The sandbox gateway as a process of its own, on a free port and with an empty ledger.</summary>
public sealed class SandboxProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly string folder = Directory.CreateTempSubdirectory("charging-sandbox-").FullName;
    private readonly HttpClient http;
    private readonly Process process;

    private SandboxProcess(string apiKey, IReadOnlyDictionary<string, string> settings)
    {
        var port = Ports.Free();
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var dll = Path.Combine(Bed.Root, "deploy", "sandbox", "bin", Bed.Configuration, "net10.0", "Sandbox.dll");
        var start = new ProcessStartInfo("/bin/sh", ["-c", """exec dotnet "$0" >"$1" 2>&1""", dll, LogFile]);
        start.Environment["Sandbox__Folder"] = folder;
        start.Environment["Sandbox__Port"] = $"{port}";
        start.Environment["Sandbox__ApiKey"] = apiKey;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        process = Process.Start(start)!;
    }

    public Uri Address => http.BaseAddress!;

    /// <summary>The file in which it keeps what it really did.</summary>
    public string Ledger => Path.Combine(folder, "ledger.jsonl");

    private string LogFile => Path.Combine(folder, "sandbox.log");

    /// <param name="apiKey">Who may call it.</param>
    /// <param name="settings">Such as Sandbox__DebitDelay.</param>
    public static async Task<SandboxProcess> Start(string apiKey, params (string Name, string Value)[] settings)
    {
        var sandbox = new SandboxProcess(apiKey, settings.ToDictionary(one => one.Name, one => one.Value));
        await Eventually.Holds(sandbox.IsReady, StartLimit, "the sandbox ready");
        return sandbox;
    }

    /// <param name="time">As ISO 8601 says it, such as P3D; what falls due meanwhile has happened.</param>
    public async Task MoveClock(string time)
    {
        using var moved = await http.PostAsJsonAsync("/sandbox/clock", new { advance = time });
        moved.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<bool> IsReady()
    {
        if (process.HasExited)
            throw new InvalidOperationException($"The sandbox ended: {await File.ReadAllTextAsync(LogFile)}");
        using var response = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return response.IsSuccessStatusCode;
    }
}
