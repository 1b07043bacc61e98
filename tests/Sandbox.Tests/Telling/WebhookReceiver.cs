using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Stripe;

namespace Charging.Sandbox.Tests.Telling;

/// <summary>Hears a sandbox's webhooks as Stripe's own library does: what is not rightly signed is refused.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    public const string Secret = "whsec_of_these_tests";

    private readonly WebApplication application;
    private int refusals;

    private WebhookReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        application.MapPost("/hooks", Hear);
    }

    /// <summary>What was taken, in the order in which it came.</summary>
    public ConcurrentQueue<Stripe.Event> Taken { get; } = [];

    public ConcurrentQueue<string> Refused { get; } = [];

    public (string Name, string Value)[] Settings =>
    [
        ("Webhook:Url", $"{application.Urls.First()}/hooks"),
        ("Webhook:Secret", Secret),
        ("Webhook:FirstRetry", "00:00:00.1"),
    ];

    public static async Task<WebhookReceiver> Start()
    {
        var receiver = new WebhookReceiver();
        await receiver.application.StartAsync();
        return receiver;
    }

    /// <summary>Answers the next so many events with 503.</summary>
    public void Refuse(int times) => Interlocked.Exchange(ref refusals, times);

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task<IResult> Hear(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var told = EventUtility.ConstructEvent(
            await reader.ReadToEndAsync(), request.Headers["Stripe-Signature"], Secret);
        if (Interlocked.Decrement(ref refusals) >= 0)
        {
            Refused.Enqueue(told.Id);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        Taken.Enqueue(told);
        return Results.Ok();
    }
}
