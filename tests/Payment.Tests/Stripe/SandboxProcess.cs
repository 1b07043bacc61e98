using System.Diagnostics;
using System.Net.Http.Json;
using Charging.TestBed;
using Stripe;

namespace Charging.Payments.Tests.Stripe;

/// <summary>The sandbox gateway as a process of its own, and our client to it.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly string folder = Directory.CreateTempSubdirectory("charging-sandbox-").FullName;
    private readonly HttpClient http;
    private readonly Process process;

    private SandboxProcess()
    {
        var port = Ports.Free();
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var dll = Path.Combine(Bed.Root, "deploy", "sandbox", "bin", Bed.Configuration, "net10.0", "Sandbox.dll");
        var start = new ProcessStartInfo("/bin/sh", ["-c", """exec dotnet "$0" >/dev/null""", dll]);
        start.Environment["Sandbox__Folder"] = folder;
        start.Environment["Sandbox__Port"] = $"{port}";
        start.Environment["Sandbox__ApiKey"] = StripeClients.ApiKey;
        process = Process.Start(start)!;
    }

    public Uri Address => http.BaseAddress!;

    public StripeClient Client =>
        GatewayChoice.ConnectTo(new StripeOptions { ApiKey = StripeClients.ApiKey, ApiBase = Address });

    public static async Task<SandboxProcess> Start()
    {
        var sandbox = new SandboxProcess();
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
        if (process.HasExited) throw new InvalidOperationException($"The sandbox ended with {process.ExitCode}.");
        using var response = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return response.IsSuccessStatusCode;
    }
}
