using System.Globalization;
using System.Text.Json;

namespace Charging.Ingest;

/// <summary>A request that is not looked into item by item: RFC 9457's problem, with a code to act on.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Code">In kebab case.</param>
/// <param name="Detail">For people: what, which one, what to do.</param>
internal sealed record Problem(int Status, string Code, string Detail)
{
    /// <summary>In whole seconds; null where trying again changes nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The methods that the path has; null where it has no other.</summary>
    public string? Allow { get; init; }

    public async Task Write(HttpResponse response)
    {
        response.StatusCode = Status;
        if (Allow is { } methods) response.Headers.Allow = methods;
        if (Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        if (RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        response.ContentType = "application/problem+json";
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(
            new { type = "about:blank", status = Status, code = Code, detail = Detail }));
    }
}

/// <summary>A request ends here, with its <see cref="Problem"/> for an answer.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem => problem;
}
