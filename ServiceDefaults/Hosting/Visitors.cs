using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>
/// What whoever finds a port of ours may take of us: a call has its head within seconds and a small body without a
/// pause, or is shown out, and says nothing in the log.
/// </summary>
internal static class Visitors
{
    private const long LargestBody = 1024 * 1024;
    private const long MostAtOnce = 500;
    private const double SlowestBytesPerSecond = 240;

    private static readonly TimeSpan HeadWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BodyBeginsWithin = TimeSpan.FromSeconds(5);

    public static void Limit(KestrelServerLimits limits)
    {
        limits.MaxConcurrentConnections = MostAtOnce;
        limits.MaxRequestBodySize = LargestBody;
        limits.RequestHeadersTimeout = HeadWithin;
        limits.MinRequestBodyDataRate = new MinDataRate(SlowestBytesPerSecond, BodyBeginsWithin);
    }

    /// <summary>A call that breaks off, or is none, is answered as such where somebody still listens.</summary>
    public static void ShowOut(WebApplication application) => application.Use(async (http, next) =>
    {
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
    });
}
