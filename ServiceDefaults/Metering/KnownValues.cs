namespace Charging.ServiceDefaults.Metering;

/// <summary>The values of labels that a process knows only when it has put itself together, such as its queues.</summary>
public sealed class KnownValues
{
    private readonly Lock adding = new();
    private readonly Dictionary<string, SortedSet<string>> all = [];

    /// <param name="kind">As in <see cref="MetricLabel.Known"/>.</param>
    /// <param name="value">May be added again.</param>
    public void Add(string kind, string value)
    {
        lock (adding)
        {
            if (!all.TryGetValue(kind, out var values)) all[kind] = values = new(StringComparer.Ordinal);
            values.Add(value);
        }
    }

    public IReadOnlyList<string> Of(MetricLabel label)
    {
        if (label.Known is not { } kind) return label.Values;
        lock (adding) return all.TryGetValue(kind, out var values) ? [.. values] : [];
    }
}
