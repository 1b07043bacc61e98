using System.Text.RegularExpressions;
using MassTransit;

namespace Charging.Rating.Sessions;

/// <summary>
/// Which platform may speak for which source: <c>Sources__USER__0=bridge-*.example</c>, where USER is a user of the
/// broker and * stands for any letters. A source that is given to somebody is told by nobody else; who is given one
/// tells no other; without any of it whoever may publish sessions tells them for every source.
/// </summary>
internal sealed class SourceRights(IConfiguration configuration, Publishers publishers)
{
    public const string Section = "Sources";

    private readonly List<(string User, Regex Source)> given =
    [
        .. from user in configuration.GetSection(Section).GetChildren()
           from pattern in user.Get<string[]>() ?? []
           select (user.Key, Matching(pattern)),
    ];

    /// <summary>Who is given sources, as the setting writes it; each is told what was rejected of it.</summary>
    public static IReadOnlyList<string> PlatformsIn(IConfiguration configuration) =>
    [
        .. configuration.GetSection(Section).GetChildren().Where(user => user.Get<string[]>() is { Length: > 0 })
            .Select(user => user.Key),
    ];

    /// <summary>That user, as the setting writes it; null for one who is given no source.</summary>
    public string? PlatformOf(string? user) => given.Find(one => Is(one.User, user)).User;

    /// <summary>
    /// Whose source it is: of several whoever published the message, if it is one of them. Null for one that is given
    /// to nobody.
    /// </summary>
    public string? OwnerOf(string source, string? publisher)
    {
        var owners = given.FindAll(one => one.Source.IsMatch(source)).ConvertAll(one => one.User);
        return owners.Find(owner => Is(owner, publisher)) ?? owners.FirstOrDefault();
    }

    /// <summary>
    /// What is not allowed goes to the error queue and not to the quarantine, which is kept under the session's key:
    /// that is another's.
    /// </summary>
    /// <exception cref="MessageRefusedException">Whoever published this may not speak for the source.</exception>
    public void Check(ConsumeContext message, string source)
    {
        if (given.Count == 0) return;
        var user = message.PublishedBy(publishers);
        if (publishers.IsOwn(user) || MayTell(user, source)) return;
        throw new MessageRefusedException(user is null
            ? $"The source '{source}' is told by named users of the broker alone (Sources__…), and this message " +
              "names none: its platform must set user-id."
            : $"The broker's user '{user}' may not speak for the source '{source}'; " +
              $"Sources__{user}__0 says for which.");
    }

    /// <summary>Our own workers and the operator may tell every source, and are not asked.</summary>
    public bool MayTell(string? user, string source)
    {
        var isGiven = given.Exists(one => one.Source.IsMatch(source));
        var isUsers = given.Exists(one => Is(one.User, user));
        return (!isGiven && !isUsers) || given.Exists(one => Is(one.User, user) && one.Source.IsMatch(source));
    }

    private static bool Is(string one, string? user) => one.Equals(user, StringComparison.OrdinalIgnoreCase);

    private static Regex Matching(string pattern) => new(
        $@"\A{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline
            | RegexOptions.NonBacktracking);
}
