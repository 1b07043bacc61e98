using System.Net;
using Charging.TestBed;

namespace Charging.Tests.Rollout;

/// <summary>A registry of images that knows dotnet/aspnet:10.0, and says nothing of it but its digest.</summary>
internal sealed class FakeRegistry : IDisposable
{
    private readonly HttpListener listener = new();

    public FakeRegistry(string digest)
    {
        (Digest, Host) = (digest, $"127.0.0.1:{Ports.Free()}");
        listener.Prefixes.Add($"http://{Host}/");
        listener.Start();
        _ = Serve();
    }

    public string Digest { get; set; }

    public string Host { get; }

    public void Dispose() => listener.Close();

    private async Task Serve()
    {
        while (listener.IsListening)
        {
            try
            {
                var call = await listener.GetContextAsync();
                var isKnown = call.Request.Url!.AbsolutePath == "/v2/dotnet/aspnet/manifests/10.0";
                call.Response.StatusCode = isKnown ? 200 : 404;
                call.Response.Headers["Docker-Content-Digest"] = Digest;
                call.Response.Close();
            }
            catch (Exception over) when (over is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
