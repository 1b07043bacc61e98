using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Charging.Payments.Tests.Gateway.Stripe;

/// <summary>
/// Stands in for Stripe on loopback: gives the answers of a test in their order, the last one for ever, and remembers
/// what it was asked.
/// </summary>
internal sealed class FakeStripe : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly ConcurrentQueue<Answer> answers;
    private Answer last;

    private FakeStripe(WebApplication web, Answer[] answers)
    {
        (this.web, this.answers, last) = (web, new(answers), answers[^1]);
        web.Run(Reply);
    }

    public ConcurrentQueue<Asked> Asked { get; } = [];

    public Uri Address => new(web.Urls.Single());

    public static async Task<FakeStripe> Start(params Answer[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stripe = new FakeStripe(builder.Build(), answers);
        await stripe.web.StartAsync();
        return stripe;
    }

    public async ValueTask DisposeAsync()
    {
        await web.StopAsync();
        await web.DisposeAsync();
    }

    private async Task Reply(HttpContext http)
    {
        var form = http.Request.HasFormContentType
            ? (await http.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString())
            : http.Request.Query.ToDictionary(field => field.Key, field => field.Value.ToString());
        Asked.Enqueue(new Asked($"{http.Request.Method} {http.Request.Path}", form,
            http.Request.Headers["Idempotency-Key"].ToString(), http.Request.Headers.Authorization.ToString()));

        if (answers.TryDequeue(out var next)) last = next;
        if (next is { Json: null } or null && last.Json is null)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = last.Status;
        foreach (var (name, value) in last.Headers) http.Response.Headers[name] = value;
        await http.Response.WriteAsync(last.Json!);
    }
}

/// <summary>A call: method and path, its fields (of the form, or of the query), its key.</summary>
internal sealed record Asked(string What, IReadOnlyDictionary<string, string> Fields, string Key, string Authorization);
