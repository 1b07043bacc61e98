using System.Net;
using System.Text.Json;
using Charging.ServiceDefaults.Waiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: the bus is connected, the database takes writes, and
/// nothing of the worker stands still. What is away makes a worker unready; it never asks for a restart.
/// </summary>
internal static class Health
{
    public static void AddHealth(this WebApplicationBuilder builder)
    {
        var address = builder.Configuration.GetValue("Management:Address", "127.0.0.1");
        var port = builder.Configuration.GetValue("Management:Port", 0);
        if (!IPAddress.TryParse(address, out var ip))
            throw new InvalidOperationException($"Management__Address is '{address}'; set an address such as 0.0.0.0.");
        if (port is < 0 or > 65535)
            throw new InvalidOperationException($"Management__Port is {port}; set 0 for any free port, or 1 to 65535.");

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(ip, port));
        builder.Services.AddHealthChecks().AddCheck<OutagesHealth>("work", tags: ["ready"]);
    }

    public static void MapHealth(this WebApplication application)
    {
        application.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        application.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains("ready"),
            ResponseWriter = WriteReport,
            ResultStatusCodes = { [HealthStatus.Degraded] = StatusCodes.Status503ServiceUnavailable },
        });
    }

    private static Task WriteReport(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString(),
                checks = report.Entries.ToDictionary(
                    entry => entry.Key, entry => $"{entry.Value.Status}: {entry.Value.Description}"),
            },
            JsonSerializerOptions.Web,
            http.RequestAborted);
}
