using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>
/// What whoever finds a port of ours may take of us: a call has its head within seconds and a small body without a
/// pause, or is shown out, and says nothing in the log. Of connections <see cref="Callers"/> decides.
/// </summary>
internal static class Visitors
{
    private const long LargestBody = 1024 * 1024;
    private const int MostAtOnce = 500;
    private const double SlowestBytesPerSecond = 240;

    private static readonly TimeSpan GrantedWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan HeadWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BodyBeginsWithin = TimeSpan.FromSeconds(5);

    public static void Limit(KestrelServerOptions kestrel)
    {
        // The server's own limit would turn away who comes, and leave who only holds a connection.
        kestrel.ConfigureEndpointDefaults(port => port.Use(new Callers(
            MostAtOnce, GrantedWithin, port.ApplicationServices.GetRequiredService<TimeProvider>(),
            port.ApplicationServices.GetRequiredService<ILogger<Callers>>()).Before));
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = LargestBody;
        limits.RequestHeadersTimeout = HeadWithin;
        limits.MinRequestBodyDataRate = new MinDataRate(SlowestBytesPerSecond, BodyBeginsWithin);
    }

    /// <summary>A call that breaks off, or is none, is answered as such where somebody still listens.</summary>
    public static void ShowOut(WebApplication application) => application.Use(async (http, next) =>
    {
        var caller = http.Features.Get<Caller>();
        caller?.Begin();
        try
        {
            await next(http);
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException wrong) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = wrong.StatusCode;
        }
        catch (Exception gone) when (
            gone is ConnectionResetException or ConnectionAbortedException
            || (gone is IOException or OperationCanceledException && http.RequestAborted.IsCancellationRequested))
        {
            http.Abort();
        }
        finally
        {
            caller?.End(isGranted: http.Response.StatusCode < StatusCodes.Status400BadRequest);
        }
    });
}
