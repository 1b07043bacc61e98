using System.Diagnostics.Metrics;
using Charging.ServiceDefaults.Metering;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>
/// Metrics on <c>/metrics</c> and, where OTEL_EXPORTER_OTLP_ENDPOINT names a collector, metrics and traces over OTLP.
/// Without a collector nothing is traced, so nothing is paid for it; only a log that names traces has ids made.
/// </summary>
public static class Telemetry
{
    /// <summary>The name of our own meter and activity source.</summary>
    public const string Name = Metering.Metric.Meter;

    internal static void AddTelemetry(this WebApplicationBuilder builder, string service)
    {
        var collector = builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                $"charging-{service}", serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}"))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Name, "MassTransit", "Npgsql", "System.Net.Http", "Microsoft.AspNetCore.Hosting")
                    .AddRuntimeInstrumentation().AddPrometheusExporter();
                metrics.AddView(OnePerMessage);
                if (collector) metrics.AddOtlpExporter();
            });

        builder.Services.AddMetering();
        if (collector || ConsoleLog.NamesTraces(builder.Configuration))
            telemetry.WithTracing(tracing => Trace(tracing.AddSource(Name, "MassTransit"), collector));
    }

    /// <summary>To a collector, unless the parent says no; else ids alone, for log lines.</summary>
    private static TracerProviderBuilder Trace(TracerProviderBuilder tracing, bool collector) =>
        collector ? tracing.AddOtlpExporter() : tracing.SetSampler(new AlwaysOffSampler());

    /// <summary>
    /// Of MassTransit's meter what says rate, errors and duration of each queue. It would count every message four
    /// times over, at a twentieth of a worker's time, and its counters of what is in work drift after a fault.
    /// </summary>
    private static MetricStreamConfiguration? OnePerMessage(Instrument instrument) =>
        instrument.Meter.Name != "MassTransit"
        || (instrument.Name.StartsWith("messaging.masstransit.receive", StringComparison.Ordinal)
            && !instrument.Name.EndsWith(".active", StringComparison.Ordinal))
            ? null
            : MetricStreamConfiguration.Drop;
}
