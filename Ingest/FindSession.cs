using System.Data.Common;
using System.Text.Json;
using Charging.Rating.Sessions;
using Microsoft.Extensions.Options;

namespace Charging.Ingest;

/// <summary>
/// Says where a session is, to a platform that may speak for its source, as far as the workers have written it down.
/// Only where a database is given: sessions come in without one.
/// </summary>
internal sealed class FindSession(
    Platforms platforms, SourceRights sources, IOptions<IngestOptions> options, Outages outages,
    SessionTrails? trails = null)
{
    private const string What = "Finding sessions";

    /// <exception cref="ProblemException">It may not be asked, is not known, or cannot be said now.</exception>
    public async Task Find(HttpContext http, SessionKey key)
    {
        var platform = platforms.Need(http.Request);
        if (!sources.MayTell(platform, key.Source))
            throw Refuse(403, "foreign-source", $"This source is not one of '{platform}'.");
        if (trails is null)
        {
            throw Refuse(
                404, "no-database", "This instance has no database to look into, and no session is found here.");
        }

        var trail = await Ask(trails, key, http.RequestAborted);
        var found = trail.Of(key) ?? throw Refuse(
            404, "unknown-session",
            "Nobody has heard of this session: it is on its way, was refused unread, or was never sent. Sent again, " +
            "it is charged once.");
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store"; // it has come further by the next question
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(found, Wire.Json));
    }

    private async Task<SessionTrail> Ask(SessionTrails trails, SessionKey key, CancellationToken stop)
    {
        try
        {
            var trail = await trails.Of(key, stop);
            outages.End(What);
            return trail;
        }
        catch (Exception passes) when (Transient.Is(passes) && !stop.IsCancellationRequested)
        {
            throw NotNow("The database does not answer");
        }
        catch (DbException fault)
        {
            // A view or a right is missing, or the password is wrong: said once, and sessions come in all the same.
            outages.Fail(What, fault, isAwaited: false);
            throw NotNow("The database cannot be read, which whoever runs the charging has to mend");
        }
    }

    private ProblemException NotNow(string why) =>
        new(new Problem(503, "not-now", $"{why}; ask again later.") { RetryAfter = options.Value.RetryAfter });

    private static ProblemException Refuse(int status, string code, string sentence) =>
        new(new Problem(status, code, sentence));
}
