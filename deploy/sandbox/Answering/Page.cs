using System.Globalization;

namespace Charging.Sandbox;

/// <summary>
/// A page of a list, newest first: limit (1 to 100, else 10), starting_after, created[gte] and the like.
/// </summary>
internal static class Page
{
    private const int Usual = 10;
    private const int Longest = 100;

    public static object Of<T>(
        IEnumerable<T> newestFirst, Func<T, (string Id, DateTime Created)> key, Func<T, object> view,
        Parameters query, string url)
    {
        var matching = newestFirst.Where(item => IsWithin(Wire.Unix(key(item).Created), query));
        if (query["starting_after"] is { } last) matching = matching.SkipWhile(item => key(item).Id != last).Skip(1);
        var (data, more) = Cut(matching, query);
        return new { Object = "list", Url = url, HasMore = more, Data = data.Select(view).ToList() };
    }

    /// <summary>The page that a search continues with is the number of what was shown before.</summary>
    public static object OfSearch(
        IEnumerable<Intent> newestFirst, Func<Intent, object> view, Parameters query, string url)
    {
        var shown = (int)(query.Positive("page") ?? 0);
        var (data, more) = Cut(newestFirst.Skip(shown), query);
        return new
        {
            Object = "search_result",
            Url = url,
            HasMore = more,
            NextPage = more ? (shown + data.Count).ToString(CultureInfo.InvariantCulture) : null,
            Data = data.Select(view).ToList(),
        };
    }

    private static (IReadOnlyList<T> Data, bool More) Cut<T>(IEnumerable<T> items, Parameters query)
    {
        var limit = (int)Math.Clamp(query.Positive("limit") ?? Usual, 1, Longest);
        var data = items.Take(limit + 1).ToList();
        return data.Count > limit ? (data[..limit], true) : (data, false);
    }

    private static bool IsWithin(long created, Parameters query) =>
        !(query.Positive("created[gte]") > created || query.Positive("created[gt]") >= created
            || query.Positive("created[lte]") < created || query.Positive("created[lt]") <= created);
}

/// <summary>Things in the opposite of the order in which they came.</summary>
internal static class Newest
{
    public static IEnumerable<T> First<T>(OrderedDictionary<string, T> things)
    {
        for (var i = things.Count - 1; i >= 0; i--) yield return things.GetAt(i).Value;
    }
}
