using System.Collections.Concurrent;
using System.Net;

namespace Charging.TestBed;

/// <summary>A collector that workers export to over OTLP (http/protobuf); it keeps the spans in memory.</summary>
public sealed class TraceCollector : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<Span> spans = new();
    private readonly ConcurrentQueue<byte[]> bodies = new();
    private readonly Task listening;

    /// <summary>Set before the listener is stopped, which ends its wait before it says that it has stopped.</summary>
    private volatile bool stops;

    public TraceCollector()
    {
        Endpoint = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        listener.Prefixes.Add(Endpoint.ToString());
        listener.Start();
        listening = Listen();
    }

    public Uri Endpoint { get; }

    public IReadOnlyCollection<Span> Received => [.. spans];

    /// <summary>Every export to the byte.</summary>
    public IReadOnlyCollection<byte[]> Bodies => [.. bodies];

    /// <summary>What a worker needs in its environment to export here, soon after a span has ended.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Endpoint.ToString(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
    };

    public async ValueTask DisposeAsync()
    {
        stops = true;
        listener.Stop();
        await listening;
        listener.Close();
    }

    private async Task Listen()
    {
        while (await Next() is { } call)
        {
            using var body = new MemoryStream();
            await call.Request.InputStream.CopyToAsync(body);
            bodies.Enqueue(body.ToArray());
            if (call.Request.Url!.AbsolutePath == "/v1/traces")
                foreach (var span in Spans.Read(body.ToArray())) spans.Enqueue(span);
            call.Response.Close();
        }
    }

    private async Task<HttpListenerContext?> Next()
    {
        try
        {
            return await listener.GetContextAsync();
        }
        catch (Exception over) when (stops && over is (HttpListenerException or ObjectDisposedException))
        {
            return null;
        }
    }
}
