using System.Net;
using Charging.Payments.Gateway.Stripe;
using Charging.ServiceDefaults;
using Microsoft.Extensions.Options;
using Stripe;

namespace Charging.Payments.Gateway;

/// <summary>Which gateway draws: <c>Gateway__Kind</c>, in-process unless it says stripe.</summary>
internal static class GatewayChoice
{
    /// <summary>A connection is made anew now and then, so that a change of address is noticed.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <remarks>A word that is no kind is refused when the worker starts and its options are bound.</remarks>
    public static void AddGateway(this Worker worker)
    {
        worker.Services.AddOptions<GatewayOptions>().BindConfiguration("Gateway")
            .ValidateDataAnnotations().ValidateOnStart();
        if (Enum.TryParse<GatewayKind>(worker.Configuration["Gateway:Kind"], ignoreCase: true, out var kind)
            && kind == GatewayKind.Stripe)
        {
            worker.AddStripe();
        }
        else
        {
            worker.AddPatiently<InProcessGateway>();
        }
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

    private static void AddStripe(this Worker worker)
    {
        worker.Services.AddOptions<StripeOptions>().BindConfiguration("Gateway:Stripe")
            .ValidateDataAnnotations().ValidateOnStart();
        worker.Services.AddSingleton(services =>
            ConnectTo(services.GetRequiredService<IOptions<StripeOptions>>().Value));
        worker.Services.AddSingleton<StripePayouts>();
        worker.AddPatiently<StripeGateway>();

        var settings = worker.Configuration.GetSection("Gateway:Stripe");
        if (!int.TryParse(settings["WebhookPort"], out var port) || port is <= 0 or > ushort.MaxValue) return;
        if (!IPAddress.TryParse(settings["WebhookAddress"] ?? "127.0.0.1", out var address)) return;
        worker.Services.AddSingleton<StripeWebhook>();
        worker.Listen(
            address, port, StripeWebhook.Path, services => services.GetRequiredService<StripeWebhook>().Receive);
    }

    private static void AddPatiently<TGateway>(this Worker worker) where TGateway : class, IPaymentGateway
    {
        worker.Services.AddSingleton<TGateway>();
        worker.Services.AddSingleton<IPaymentGateway>(services =>
            ActivatorUtilities.CreateInstance<PatientGateway>(services, services.GetRequiredService<TGateway>()));
    }
}
