using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Charging.Ingest;

/// <summary>Which call goes where.</summary>
internal sealed class Routes(TakeSessions take, FindSession find, IngestMetrics metrics)
{
    public const string Sessions = "/v1/sessions";
    public const string OpenApi = "/v1/openapi.json";

    private static readonly byte[] Description = ReadDescription();

    public async Task Answer(HttpContext http)
    {
        var began = Stopwatch.GetTimestamp();
        var answering = FindOrTell(http);
        await answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        metrics.Answered(StatusOf(answering, http), Stopwatch.GetElapsedTime(began));
        await answering;
    }

    /// <summary>What nobody here answers the server does, with 500; where the caller has gone, nobody.</summary>
    private static int StatusOf(Task answering, HttpContext http) =>
        answering.IsCompletedSuccessfully ? http.Response.StatusCode
        : IsGone(answering, http) ? StatusCodes.Status499ClientClosedRequest
        : StatusCodes.Status500InternalServerError;

    /// <summary>That a connection was reset is read before it is told.</summary>
    private static bool IsGone(Task answering, HttpContext http) =>
        http.RequestAborted.IsCancellationRequested || answering.Exception?.InnerException is IOException;

    private async Task FindOrTell(HttpContext http)
    {
        try
        {
            await Find(http);
        }
        catch (ProblemException told)
        {
            await told.Problem.Write(http.Response);
        }
        catch (BadHttpRequestException broken)
        {
            var told = new Problem(broken.StatusCode, "bad-request", "The request breaks HTTP's rules.");
            await told.Write(http.Response);
        }
    }

    /// <summary>Of a HEAD the server keeps the body back.</summary>
    private Task Find(HttpContext http)
    {
        var key = KeyIn(http);
        return (http.Request.Path.Value, http.Request.Method) switch
        {
            (Sessions, "POST") => take.Take(http),
            (_, "GET" or "HEAD") when key is { } asked => find.Find(http, asked),
            (OpenApi, "GET" or "HEAD") => Describe(http.Response),
            (Sessions, var method) => throw Cannot(method, allow: "POST"),
            (var path, var method) when path is OpenApi || key is not null => throw Cannot(method, allow: "GET, HEAD"),
            _ => throw new ProblemException(new Problem(404, "not-found", $"There is nothing here; see {OpenApi}.")),
        };
    }

    private static ProblemException Cannot(string method, string allow) => new(
        new Problem(405, "method", $"{method} is nothing that can be done here; see {OpenApi}.") { Allow = allow });

    /// <summary>
    /// Of /v1/sessions/SOURCE/ID; null of any other path. As it was sent: a slash within a key is %2F, which would
    /// else stay so.
    /// </summary>
    private static SessionKey? KeyIn(HttpContext http)
    {
        var path = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        return path.StartsWith($"{Sessions}/", StringComparison.Ordinal)
            && path[(Sessions.Length + 1)..].Split('/', 2) is [{ Length: > 0 } source, { Length: > 0 } id]
                ? new SessionKey(Uri.UnescapeDataString(source), Uri.UnescapeDataString(id))
                : null;
    }

    private static async Task Describe(HttpResponse response)
    {
        response.ContentType = "application/json";
        await response.Body.WriteAsync(Description);
    }

    private static byte[] ReadDescription()
    {
        using var stream = typeof(Routes).Assembly.GetManifestResourceStream("openapi.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
