using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Charging.ServiceDefaults.Metering;

/// <summary>How a worker says what it counts and measures.</summary>
public static class MeteringParts
{
    /// <summary>Where Prometheus reads.</summary>
    public const string Path = "/metrics";

    /// <summary>Adds a table of metrics, which are then there from the start.</summary>
    public static IServiceCollection AddTable(this IServiceCollection services, IEnumerable<Metric> table)
    {
        foreach (var metric in table) services.AddSingleton(metric);
        return services;
    }

    /// <summary>Adds what one instance of the worker measures in the database.</summary>
    public static IServiceCollection AddMeasure<TStore, TMetrics>(
        this IServiceCollection services, Func<TStore, TMetrics, Measure> measure)
        where TStore : class where TMetrics : class => services.AddSingleton(with =>
            measure(with.GetRequiredService<TStore>(), with.GetRequiredService<TMetrics>()));

    internal static IServiceCollection AddMetering(this IServiceCollection services) => services
        .AddSingleton<EmptyHistograms>().AddSingleton<BuildInfo>().AddTable(BuildInfo.Table)
        .AddHostedService<FromTheStart>();

    /// <summary>The page of metrics, with what was never counted.</summary>
    internal static void MapMetrics(this WebApplication application)
    {
        _ = application.Services.GetRequiredService<BuildInfo>();
        var empty = application.Services.GetRequiredService<EmptyHistograms>();
        application.UseWhen(
            call => call.Request.Path == Path,
            page => page.Use(async (call, next) =>
            {
                call.Request.Headers.AcceptEncoding = default; // packed, it could not be completed
                var (body, written) = (call.Response.Body, new MemoryStream());
                call.Response.Body = written;
                await next(call);
                call.Response.Body = body;
                var whole = empty.Complete(Encoding.UTF8.GetString(written.GetBuffer(), 0, (int)written.Length));
                await body.WriteAsync(Encoding.UTF8.GetBytes(whole), call.RequestAborted);
            }));
        application.MapPrometheusScrapingEndpoint(Path);
    }
}
