namespace Charging.Rating.Plans;

/// <summary>One mapping of a plan, read key by key; whatever is wrong goes to the errors, with its line.</summary>
internal sealed class PlanKeys
{
    private readonly Dictionary<string, YamlTree> values = new(StringComparer.Ordinal);
    private readonly string path;
    private readonly PlanErrors errors;
    private readonly int line;

    /// <param name="tree">Should be a mapping.</param>
    /// <param name="path">Where it stands, such as <c>prices[0]</c>; empty for the whole plan.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="allowed">Every other key is refused.</param>
    public PlanKeys(YamlTree tree, string path, PlanErrors errors, params IReadOnlyList<string> allowed)
    {
        (this.path, this.errors, line) = (path, errors, tree.Line);
        var known = $"allowed here: {string.Join(", ", allowed)}.";
        if (tree is not YamlTree.Map map)
        {
            errors.Add(line, path, $"this must be keys with values; {known}");
            return;
        }

        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Entries)
        {
            if (!allowed.Contains(key.Value))
                errors.Add(key.Line, At(key.Value), $"unknown key; {known}");
            else if (!lines.TryAdd(key.Value, key.Line))
                errors.Add(key.Line, At(key.Value), $"this key is on line {lines[key.Value]} already; write it once.");
            else
                values.Add(key.Value, value);
        }
    }

    public bool Has(string key) => values.ContainsKey(key);

    public int LineOf(string key) => values.TryGetValue(key, out var value) ? value.Line : line;

    public string At(string key) => path.Length == 0 ? key : $"{path}.{key}";

    public void Refuse(string key, string message) => errors.Add(LineOf(key), At(key), message);

    public T Required<T>(string key, PlanValue<T> kind)
    {
        if (values.TryGetValue(key, out var value)) return Read(value, At(key), kind);
        errors.Add(line, At(key), "this key is missing.");
        return kind.Nothing;
    }

    public T Optional<T>(string key, PlanValue<T> kind, T otherwise) =>
        values.TryGetValue(key, out var value) ? Read(value, At(key), kind) : otherwise;

    /// <summary>Each item is read by the function, which gets it and its place; a missing key is no items.</summary>
    public IReadOnlyList<T> Items<T>(string key, Func<YamlTree, string, T> read)
    {
        if (!values.TryGetValue(key, out var value)) return [];
        if (value is YamlTree.List list) return [.. list.Items.Select((item, i) => read(item, $"{At(key)}[{i}]"))];
        errors.Add(value.Line, At(key), "this must be a list; begin each item with a dash, or write [a, b].");
        return [];
    }

    public IReadOnlyList<T> Items<T>(string key, PlanValue<T> kind) => Items(key, (item, at) => Read(item, at, kind));

    /// <summary>The mapping under this key.</summary>
    public PlanKeys Inner(string key, params IReadOnlyList<string> allowed) =>
        new(values.GetValueOrDefault(key) ?? new YamlTree.Map(line, []), At(key), errors, allowed);

    private T Read<T>(YamlTree tree, string at, PlanValue<T> kind)
    {
        if (tree is YamlTree.Text text && kind.Read(text.Value, out var value)) return value;
        errors.Add(tree.Line, at, tree is YamlTree.Text bad
            ? $"'{bad.Value}' is not {kind.Allowed}."
            : $"this is a list or a mapping and not {kind.Allowed}.");
        return kind.Nothing;
    }
}
