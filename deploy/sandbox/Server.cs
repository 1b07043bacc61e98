using System.Net;
using Microsoft.Extensions.Options;

namespace Charging.Sandbox;

/// <summary>The sandbox as an application, with the settings it is given.</summary>
internal static class Server
{
    /// <summary>A hundred times a call of Stripe's client.</summary>
    private const long LargestBody = 256 * 1024;

    private static readonly TimeSpan HeadWithin = TimeSpan.FromSeconds(10);

    /// <summary>Reads the ledger; listens once it is started.</summary>
    public static WebApplication Build(Action<IConfigurationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
        });
        configure?.Invoke(builder.Configuration);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.RequestHeadersTimeout = HeadWithin;
        });
        AddServices(builder.Services);

        var application = builder.Build();
        var options = application.Services.GetRequiredService<IOptions<SandboxOptions>>().Value;
        if (!IPAddress.TryParse(options.Address, out _))
            throw new InvalidOperationException(
                $"Sandbox__Address is '{options.Address}'; set an address such as 127.0.0.1.");
        application.Urls.Add($"http://{options.Address}:{options.Port}");
        application.Use(ShowOut);
        application.Use(application.Services.GetRequiredService<RequireKey>().Invoke);
        application.Services.GetRequiredService<IntentEndpoints>().Map(application);
        application.Services.GetRequiredService<RefundEndpoints>().Map(application);
        application.Services.GetRequiredService<SessionEndpoints>().Map(application);
        application.Services.GetRequiredService<MoneyEndpoints>().Map(application);
        application.Services.GetRequiredService<StatementEndpoints>().Map(application);
        application.Services.GetRequiredService<SandboxEndpoints>().Map(application);
        return application;
    }

    /// <summary>A call that breaks off, or is none, is nothing for the log.</summary>
    private static async Task ShowOut(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException wrong) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = wrong.StatusCode;
        }
        catch (InvalidDataException) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest; // a form of more than a thousand fields, say
        }
        catch (Exception gone) when (
            gone is IOException or OperationCanceledException && http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
    }

    private static void AddServices(IServiceCollection services)
    {
        services.AddOptions<SandboxOptions>().BindConfiguration("Sandbox").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<WebhookOptions>().BindConfiguration("Webhook").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SandboxClock>().AddSingleton<Book>().AddSingleton<Ledger>().AddSingleton<Teller>();
        services.AddSingleton<Outbox>().AddSingleton<Desk>().AddSingleton<RequireKey>();
        services.AddSingleton<IntentEndpoints>().AddSingleton<RefundEndpoints>().AddSingleton<SessionEndpoints>();
        services.AddSingleton<MoneyEndpoints>().AddSingleton<StatementEndpoints>().AddSingleton<SandboxEndpoints>();

        // In this order: the ledger is the first to start and the last to stop.
        services.AddHostedService(x => x.GetRequiredService<Ledger>());
        services.AddHostedService(x => x.GetRequiredService<Outbox>());
        services.AddHostedService<WatchAgenda>();
    }
}
