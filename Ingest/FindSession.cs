using Charging.Rating.Sessions;

namespace Charging.Ingest;

/// <summary>
/// Says where a session is, to the platform whose it is. What the workers have written down is not looked into: this
/// program has no database.
/// </summary>
internal sealed class FindSession(Platforms platforms, SourceRights sources)
{
    /// <param name="http">The call.</param>
    /// <param name="source">The session's, as the path says it.</param>
    /// <exception cref="ProblemException">Always, and first to those who may not ask.</exception>
    public Task Find(HttpContext http, string source)
    {
        var platform = platforms.Need(http.Request);
        throw new ProblemException(sources.MayTell(platform, source)
            ? new Problem(501, "no-database",
                "This instance has no database to look into. What is set aside and why, whoever runs it can say.")
            : new Problem(403, "foreign-source", $"This source is not one of '{platform}'."));
    }
}
