namespace Charging.Operator.Exporting;

/// <summary>One mapping of a YAML file; what is wrong in it is gathered with the line where it stands.</summary>
internal sealed class LineFields
{
    private readonly Dictionary<string, YamlTree> values = [];
    private readonly string file;
    private readonly List<string> faults;

    public LineFields(YamlTree tree, string file, List<string> faults, params IReadOnlyList<string> known)
    {
        (this.file, this.faults, Line) = (file, faults, tree.Line);
        if (tree is not YamlTree.Map map)
        {
            Refuse(tree.Line, $"here must be fields with values; known are {string.Join(", ", known)}.");
            return;
        }

        foreach (var (key, value) in map.Entries)
        {
            if (known.Count > 0 && !known.Contains(key.Value))
                Refuse(key.Line, $"'{key.Value}' is no field here; known are {string.Join(", ", known)}.");
            else if (value is not YamlTree.Text { IsNothing: true })
                values.Add(key.Value, value);
        }
    }

    public int Line { get; }

    public IEnumerable<string> Names => values.Keys;

    public void Refuse(int line, string fault) => faults.Add($"{file}, line {line}: {fault}");

    /// <summary>A value that must be there; empty when it is not so. What is asked completes "'x' is not …".</summary>
    public string Text(string field, string asked, Func<string, bool> isSo)
    {
        if (!values.ContainsKey(field)) Refuse(Line, $"{field} is missing; write {asked}.");
        return TextIfAny(field, asked, isSo) ?? "";
    }

    public string? TextIfAny(string field, string asked, Func<string, bool> isSo)
    {
        if (!values.TryGetValue(field, out var tree)) return null;
        if (tree is YamlTree.Text { Value: var text } && isSo(text.Trim())) return text.Trim();
        Refuse(tree.Line, tree is YamlTree.Text { Value: var wrong }
            ? $"{field}: '{wrong}' is not {asked}."
            : $"{field} is a list or a mapping, not {asked}.");
        return null;
    }

    public LineFields? Inner(string field, params IReadOnlyList<string> known) =>
        values.TryGetValue(field, out var tree) ? new(tree, file, faults, known) : null;

    /// <summary>The mappings of the list under this field, which must be there.</summary>
    public IReadOnlyList<LineFields> Each(string field, params IReadOnlyList<string> known)
    {
        if (values.GetValueOrDefault(field) is YamlTree.List { Items.Count: > 0 } list)
            return [.. list.Items.Select(item => new LineFields(item, file, faults, known))];
        Refuse(Line, $"{field} is missing; it is a list, each beginning with a dash.");
        return [];
    }
}
