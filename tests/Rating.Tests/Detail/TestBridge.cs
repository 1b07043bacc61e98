using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Charging.Rating.Tests;

/// <summary>A conference bridge on a port of loopback: it answers as the test says, and may be down.</summary>
internal sealed class TestBridge : IAsyncDisposable
{
    private readonly X509Certificate2? certificate;
    private WebApplication? server;

    private TestBridge(X509Certificate2? certificate) => this.certificate = certificate;

    /// <summary>By path, such as <c>/1</c>; what is not set is 404.</summary>
    public ConcurrentDictionary<string, RequestDelegate> Answers { get; } = new();

    /// <summary>The paths that were asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public int Port { get; private set; }

    public string Host => $"localhost:{Port}";

    public static async Task<TestBridge> Open(X509Certificate2? certificate = null)
    {
        var bridge = new TestBridge(certificate);
        await bridge.Open();
        return bridge;
    }

    /// <summary>Nobody knows it but who is told to trust it.</summary>
    public static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    public Uri Address(string path) => new($"{(certificate is null ? "http" : "https")}://{Host}{path}");

    public void Serves(string path, string body) => Answers[path] = context => context.Response.WriteAsync(body);

    public void Answer(string path, HttpStatusCode status) => Answers[path] = context =>
    {
        context.Response.StatusCode = (int)status;
        return Task.CompletedTask;
    };

    public void Redirects(string path, string location) => Answers[path] = context =>
    {
        context.Response.Redirect(location);
        return Task.CompletedTask;
    };

    /// <summary>Its port refuses every connection until it is opened again.</summary>
    public async Task Close()
    {
        await server!.DisposeAsync();
        server = null;
    }

    /// <summary>On the same port as before, if it was open before.</summary>
    public async Task Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, Port, listen =>
        {
            if (certificate is not null) listen.UseHttps(certificate);
        }));
        server = builder.Build();
        server.Run(context =>
        {
            var path = context.Request.Path.Value!;
            Asked.Enqueue(path);
            context.Response.StatusCode = 404;
            if (!Answers.TryGetValue(path, out var answer)) return Task.CompletedTask;
            context.Response.StatusCode = 200;
            return answer(context);
        });
        await server.StartAsync();
        var addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Port = new Uri(addresses.Addresses.Single()).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }
}
