using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Charging.TestBed;

namespace Charging.Sandbox.Tests.Keeping;

/// <summary>The built sandbox as a process of its own, killed and started again on the same port and folder.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly int port = FreePort();
    private Process? process;

    public string Folder { get; } = Directory.CreateTempSubdirectory("charging-sandbox-").FullName;

    public Uri Address => new($"http://127.0.0.1:{port}");

    public Stripe.V1Services Stripe => SandboxHost.StripeAt(Address, http);

    public static async Task<SandboxProcess> Launch()
    {
        var sandbox = new SandboxProcess();
        await sandbox.Start();
        return sandbox;
    }

    public async Task Start()
    {
        process?.Dispose();
        process = Run([], ("Sandbox__Folder", Folder), ("Sandbox__Port", $"{port}"),
            ("Sandbox__ApiKey", SandboxHost.ApiKey));
        await Eventually.Holds(IsReady, StartLimit, "the sandbox ready");
    }

    /// <summary>SIGKILL: no word to anybody.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public static Process Run(string[] arguments, params (string Name, string Value)[] settings)
    {
        var dll = Path.Combine(Bed.Root, "deploy", "sandbox", "bin", Bed.Configuration, "net10.0", "Sandbox.dll");
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) await Kill();
        process?.Dispose();
        http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> IsReady()
    {
        if (process!.HasExited)
            throw new InvalidOperationException($"It ended: {await process.StandardError.ReadToEndAsync()}");
        using var response = await http.GetAsync(new Uri(Address, "/health/ready"));
        return response.IsSuccessStatusCode;
    }
}
