namespace Charging.Tests.Monitoring;

/// <summary>What a query asks of whom, as parse-promql.cjs reads it.</summary>
/// <param name="Fault">Why it is none; else null.</param>
/// <param name="Selectors">Which series it takes.</param>
/// <param name="Groups">By which labels it brings them together, within a stretch of its text.</param>
/// <param name="Made">Labels that it adds by itself.</param>
internal sealed record ParsedQuery(
    string? Fault, IReadOnlyList<Selector> Selectors, IReadOnlyList<Grouping> Groups, IReadOnlyList<string> Made)
{
    /// <summary>What it asks for that nobody has.</summary>
    /// <param name="scrape">All that there is.</param>
    /// <param name="withValues">Whether the values of labels are there as well, or names and labels alone.</param>
    public IEnumerable<string> Faults(IReadOnlyList<Series> scrape, bool withValues)
    {
        if (Fault is not null) return [Fault];
        var missing = Selectors.Where(one => one.Taken(scrape, withValues).Count == 0)
            .Select(one => $"no series is {one}");
        var unlabelled =
            from grouping in Groups
            let taken = grouping.Within(Selectors).SelectMany(one => one.Taken(scrape, withValues)).ToList()
            from label in grouping.Labels
            where !Made.Contains(label) && !taken.Exists(series => series.Labels.ContainsKey(label))
            select $"no series that it groups by '{label}' has that label";
        return missing.Concat(unlabelled);
    }

    /// <summary>Labels that what it finds can have, for a text that names them.</summary>
    public bool CanHave(string label, IReadOnlyList<Series> scrape) =>
        Made.Contains(label) || (Groups.Count > 0
            ? Groups.Any(grouping => grouping.Labels.Contains(label))
            : Selectors.SelectMany(one => one.Taken(scrape, withValues: true))
                .Any(series => series.Labels.ContainsKey(label)));
}

/// <param name="At">Where it stands.</param>
/// <param name="Matchers">Its name is one of them.</param>
internal sealed record Selector(int At, IReadOnlyList<Matcher> Matchers)
{
    public IReadOnlyList<Series> Taken(IReadOnlyList<Series> scrape, bool withValues)
    {
        var named = scrape
            .Where(series => Matchers.Where(one => one.Label == Matcher.NameLabel).All(one => one.Matches(series)))
            .ToList();

        // What asks a label that nobody has takes all or nothing, and never what was meant.
        if (Matchers.Any(one => !named.Exists(series => series.Labels.ContainsKey(one.Label)))) return [];
        return withValues ? [.. named.Where(series => Matchers.All(one => one.Matches(series)))] : named;
    }

    public override string ToString() => $"{{{string.Join(", ", Matchers)}}}";
}

/// <param name="From">Where what is grouped begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Labels">As in <c>sum by</c>, or as two sides are held to each other.</param>
internal sealed record Grouping(int From, int To, IReadOnlyList<string> Labels)
{
    public IEnumerable<Selector> Within(IEnumerable<Selector> selectors) =>
        selectors.Where(one => one.At >= From && one.At < To);
}
