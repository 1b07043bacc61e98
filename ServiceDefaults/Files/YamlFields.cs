using System.Diagnostics.CodeAnalysis;

namespace Charging.ServiceDefaults.Files;

public delegate bool TryRead<T>(string text, [MaybeNullWhen(false)] out T value);

/// <summary>
/// One mapping of a YAML file, read field by field. Whatever is wrong is gathered with its place, to be told at once;
/// an empty value stands for none.
/// </summary>
public sealed class YamlFields
{
    private readonly Dictionary<string, YamlTree> values = [];
    private readonly string place;
    private readonly List<string> faults;

    private YamlFields(YamlTree tree, string place, List<string> faults, params IReadOnlyList<string> known)
    {
        (this.place, this.faults) = (place, faults);
        if (tree is not YamlTree.Map map)
        {
            faults.Add($"{place} must be fields with values; known are {string.Join(", ", known)}.");
            return;
        }

        foreach (var (key, value) in map.Entries)
        {
            var name = key.Value;
            if (!known.Contains(name)) Refuse(name, $"unknown; known are {string.Join(", ", known)}");
            else if (value is not YamlTree.Text { IsNothing: true }) values.Add(name, value);
        }
    }

    /// <summary>The entries of a file that is one list.</summary>
    /// <param name="file">How faults name it.</param>
    /// <param name="text">What stands in it.</param>
    /// <param name="name">The field by which faults name an entry, beside its place.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="known">Every other field is refused.</param>
    public static IReadOnlyList<YamlFields> Entries(
        string file, string text, string name, List<string> faults, params IReadOnlyList<string> known)
    {
        IReadOnlyList<YamlTree.Document> documents;
        try
        {
            documents = YamlTree.Parse(text);
        }
        catch (YamlFormatException exception)
        {
            faults.Add($"{file}, line {exception.Line}: {exception.Message}");
            return [];
        }

        if (documents is [{ Root: YamlTree.List list }])
            return [.. list.Items.Select(
                (item, i) => new YamlFields(item, Place(file, i + 1, item, name), faults, known))];
        faults.Add($"{file} is not one list; begin each entry with \"- {name}: …\".");
        return [];
    }

    public bool Has(string field) => values.ContainsKey(field);

    public void Refuse(string field, string fault) => faults.Add($"{place}: {field}: {fault}.");

    /// <summary>A text that must be there; empty when it is not, or is wrong.</summary>
    public string Text(string field, Func<string, string?>? faultIn = null)
    {
        if (!Has(field)) Refuse(field, "missing");
        return TextIfAny(field, faultIn) ?? "";
    }

    public string? TextIfAny(string field, Func<string, string?>? faultIn = null)
    {
        if (!values.TryGetValue(field, out var tree)) return null;
        var text = (tree as YamlTree.Text)?.Value.Trim();
        var fault = text is null ? "this is a list or a mapping, not one value" : faultIn?.Invoke(text);
        if (fault is null) return text;
        Refuse(field, fault);
        return null;
    }

    /// <summary>A value of some kind; <paramref name="allowed"/> completes "'x' is not …".</summary>
    public T Value<T>(string field, string allowed, TryRead<T> read, T otherwise)
    {
        if (TextIfAny(field) is not { } text) return otherwise;
        if (read(text, out var value)) return value;
        Refuse(field, $"'{text}' is not {allowed}");
        return otherwise;
    }

    public bool Flag(string field, bool otherwise) => Value(field, "true or false", bool.TryParse, otherwise);

    /// <summary>The mapping under this field; null if there is none.</summary>
    public YamlFields? Inner(string field, params IReadOnlyList<string> known) =>
        values.TryGetValue(field, out var tree) ? new(tree, $"{place}: {field}", faults, known) : null;

    /// <summary>The mappings of the list under this field.</summary>
    public IReadOnlyList<YamlFields> Each(string field, params IReadOnlyList<string> known) =>
        [.. List(field).Select((item, i) => new YamlFields(item, $"{place}: {field}[{i}]", faults, known))];

    /// <summary>The texts of the list under this field; null if there is no such field.</summary>
    public IReadOnlyList<string>? Texts(string field)
    {
        if (!Has(field)) return null;
        var items = List(field);
        if (items.Any(item => item is not YamlTree.Text)) Refuse(field, "each item must be one value");
        return [.. items.OfType<YamlTree.Text>().Select(item => item.Value.Trim())];
    }

    private IReadOnlyList<YamlTree> List(string field)
    {
        if (!values.TryGetValue(field, out var tree)) return [];
        if (tree is YamlTree.List list) return list.Items;
        Refuse(field, "this must be a list; begin each item with a dash, or write [a, b]");
        return [];
    }

    private static string Place(string file, int number, YamlTree entry, string name) =>
        entry is YamlTree.Map map && map[name] is YamlTree.Text value
            ? $"{file}, entry {number} ({value.Value})"
            : $"{file}, entry {number}";
}
