using System.Net;
using Charging.Payments.Payouts;
using Microsoft.Extensions.Options;
using Stripe;

namespace Charging.Payments.Gateway.Stripe;

/// <summary>What an instance needs that draws by Stripe, hears its events and asks for its payouts.</summary>
internal static class StripeParts
{
    /// <summary>A connection is made anew now and then, so that a change of address is noticed.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static void Add(Worker worker)
    {
        worker.Services.AddOptions<StripeOptions>().BindConfiguration("Gateway:Stripe")
            .ValidateDataAnnotations().ValidateOnStart();
        worker.Services.AddSingleton(services =>
            ConnectTo(services.GetRequiredService<IOptions<StripeOptions>>().Value));
        worker.Services.AddSingleton<StripePayouts>();
        worker.Services.AddSingleton<FetchPayouts>(services => services.GetRequiredService<StripePayouts>().Since);
        worker.AddPatiently<StripeGateway>();

        var settings = worker.Configuration.GetSection("Gateway:Stripe");
        if (!int.TryParse(settings["WebhookPort"], out var port) || port is <= 0 or > ushort.MaxValue) return;
        if (!IPAddress.TryParse(settings["WebhookAddress"] ?? "127.0.0.1", out var address)) return;
        worker.Services.AddSingleton<StripeWebhook>();
        worker.Listen(
            address, port, StripeWebhook.Path, services => services.GetRequiredService<StripeWebhook>().Receive);
    }

    /// <summary>Nobody but us repeats a call, and no word of it is measured by the library.</summary>
    public static StripeClient ConnectTo(StripeOptions options) => new(new StripeClientOptions
    {
        ApiKey = options.ApiKey,
        ApiBase = options.ApiBase.AbsoluteUri.TrimEnd('/'),
        HttpClient = new SystemNetHttpClient(
            new HttpClient(new SocketsHttpHandler
            {
                PooledConnectionLifetime = ConnectionLifetime,
                AllowAutoRedirect = false, // the key is for that address alone
                UseCookies = false,
            })
            {
                Timeout = Timeout.InfiniteTimeSpan, // PatientGateway limits each call
            },
            maxNetworkRetries: 0,
            enableTelemetry: false),
    });
}
