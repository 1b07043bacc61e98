using System.Text.RegularExpressions;

namespace Charging.Sandbox;

/// <summary>
/// A search in Stripe's language, as much of it as is needed: <c>metadata['invoice_id']:'7' AND status:'succeeded'</c>.
/// </summary>
internal sealed partial record SearchQuery(IReadOnlyList<SearchQuery.Term> Terms)
{
    /// <summary>Null when it cannot be read.</summary>
    public static SearchQuery? Of(string text)
    {
        var terms = AndForm().Split(text.Trim()).Select(term => TermForm().Match(term)).ToList();
        return terms.TrueForAll(term => term.Success) ? new([.. terms.Select(term => Term.Of(term.Groups))]) : null;
    }

    /// <summary>What matches all terms, newest first.</summary>
    public IEnumerable<Intent> In(Book book)
    {
        var narrowest = Terms.Where(term => term.Key.Length > 0)
            .Select(term => book.WithMetadata(term.Key, term.Value))
            .MinBy(ids => ids.Count);
        var candidates = narrowest is null
            ? Newest.First(book.Intents)
            : narrowest.Reverse().Select(id => book.Intents[id]);
        return candidates.Where(intent => Terms.All(term => term.Matches(intent)));
    }

    [GeneratedRegex(@"\s+AND\s+")]
    private static partial Regex AndForm();

    [GeneratedRegex(
        """^(metadata\[["'](?<key>[^"']+)["']\]|(?<field>status|customer|currency))""" +
        """\s*:\s*["'](?<value>[^"']*)["']\z""")]
    private static partial Regex TermForm();

    /// <summary>Key is of the metadata; Field is one of the intent's own.</summary>
    internal sealed record Term(string Field, string Key, string Value)
    {
        public static Term Of(GroupCollection groups) =>
            new(groups["field"].Value, groups["key"].Value, groups["value"].Value);

        public bool Matches(Intent intent) => Field switch
        {
            "status" => Value == StatusOf(intent),
            "customer" => Value == intent.Customer,
            "currency" => Value == intent.Currency,
            _ => intent.Metadata.GetValueOrDefault(Key) == Value,
        };

        private static string StatusOf(Intent intent) =>
            Wire.Json.PropertyNamingPolicy!.ConvertName(intent.Status.ToString());
    }
}
