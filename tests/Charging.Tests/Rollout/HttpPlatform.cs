using System.Net;
using System.Net.Http.Headers;
using Charging.TestBed;

namespace Charging.Tests.Rollout;

/// <summary>The platform of the load, where it tells sessions over HTTP: to an Ingest of its own.</summary>
internal sealed class HttpPlatform : IAsyncDisposable
{
    private const string Key = "a-key-of-a-platform-that-a-test-made-up";

    private readonly WorkerProcess ingest;
    private readonly HttpClient http;

    private HttpPlatform(WorkerProcess ingest, HttpClient http) => (this.ingest, this.http) = (ingest, http);

    public static async Task<HttpPlatform> Start(Chain chain)
    {
        var port = Ports.Free();
        var ingest = new WorkerProcess(
            "Ingest",
            new Dictionary<string, string>
            {
                ["ConnectionStrings__RabbitMq"] = chain.Broker.As("ingest"),
                ["Ingest__Port"] = $"{port}",
                ["Ingest__Keys__upstream"] = Key,
                ["Sources__upstream__0"] = SampleSession.Source,
            },
            Path.Combine(chain.Folder, "ingest.log"));
        await ingest.Start();
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return new(ingest, http);
    }

    /// <summary>Completes when the broker has it.</summary>
    public async Task Tell(SampleSession session)
    {
        using var content = new ByteArrayContent(session.Bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await http.PostAsync(new Uri("/v1/sessions", UriKind.Relative), content);
        if (answer.StatusCode != HttpStatusCode.Accepted)
            throw new InvalidOperationException(
                $"Ingest answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await ingest.DisposeAsync();
    }
}
