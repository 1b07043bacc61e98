using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Charging.Sandbox;

/// <summary>
/// A call's form or query: <c>amount=1250&amp;metadata[invoice_id]=7&amp;expand[0]=latest_charge</c>.
/// </summary>
internal sealed class Parameters(IEnumerable<KeyValuePair<string, StringValues>> values)
{
    private readonly SortedDictionary<string, string> all = new(
        values.ToDictionary(x => x.Key, x => x.Value.ToString()), StringComparer.Ordinal);

    public string? this[string name] => all.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Null when it is missing or not a whole number of 1 or more.</summary>
    public long? Positive(string name) =>
        long.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;

    public bool Flag(string name) => this[name] == "true";

    /// <summary>metadata[key]=value</summary>
    public IReadOnlyDictionary<string, string> Map(string name) => Below(name).ToDictionary(x => x.Key, x => x.Value);

    /// <summary>expand[0]=value, or expand[]=value</summary>
    public IReadOnlyList<string> List(string name) => [.. Below(name).SelectMany(x => x.Value.Split(','))];

    /// <summary>The same for the same path and parameters in any order.</summary>
    public string FingerprintOf(string path)
    {
        var text = new StringBuilder(path);
        foreach (var (name, value) in all) text.Append('\n').Append(name).Append('=').Append(value);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())), 0, 16);
    }

    private IEnumerable<KeyValuePair<string, string>> Below(string name) => all
        .Where(x => x.Key.StartsWith($"{name}[", StringComparison.Ordinal) && x.Key.EndsWith(']'))
        .Select(x => KeyValuePair.Create(x.Key[(name.Length + 1)..^1], x.Value));
}
