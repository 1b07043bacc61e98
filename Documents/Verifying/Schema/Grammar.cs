using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Schema;

/// <summary>An element of a sequence, and how often it may stand there.</summary>
internal sealed record Particle(XName Name, int Least, int Most);

/// <summary>What the text of a value is, and which attributes it has, by name: must it, and what its text is.</summary>
internal sealed record ValueType(string Text, IReadOnlyDictionary<string, (bool Needed, string Text)> Attributes);

/// <summary>
/// The grammar of UBL 2.1 as ubl-2.1.grammar tells it: which elements hold others, in which order, and which a value.
/// </summary>
internal sealed class Grammar
{
    public static readonly Grammar Ubl21 = Read(Resources.Lines("ubl-2.1.grammar"));

    private readonly Dictionary<string, ValueType> types = [];
    private readonly Dictionary<XName, ValueType> values = [];
    private readonly Dictionary<XName, IReadOnlyList<Particle>> parts = [];

    /// <summary>Null if the element holds other elements, or is unknown.</summary>
    public ValueType? ValueOf(XName name) => values.GetValueOrDefault(name);

    /// <summary>Null if the element holds a value, or is unknown. The document is known by its local name.</summary>
    public IReadOnlyList<Particle>? PartsOf(XElement element) =>
        parts.GetValueOrDefault(element.Parent is null ? element.Name.LocalName : element.Name);

    private static Grammar Read(IEnumerable<string> lines)
    {
        var grammar = new Grammar();
        var section = "";
        foreach (var line in lines)
        {
            if (line.StartsWith('[')) section = line;
            else if (section == "[types]") grammar.AddType(line.Split(' '));
            else if (section == "[values]") grammar.AddValues(line.Split(" = "));
            else grammar.AddParts(line.Split(" = "));
        }

        return grammar;
    }

    /// <summary>amount decimal currencyID! …</summary>
    private void AddType(string[] words) => types[words[0]] = new(words[1], words[2..].ToDictionary(
        word => word.Split(':')[0].TrimEnd('!'),
        word => (word.EndsWith('!'), word.Contains(':') ? word.Split(':')[1] : "string")));

    /// <summary>amount = Amount BaseAmount …</summary>
    private void AddValues(string[] sides)
    {
        foreach (var name in sides[1].Split(' ')) values[NameOf(name)] = types[sides[0]];
    }

    /// <summary>/Address /PostalAddress = ID? AddressTypeCode? … /Country?</summary>
    private void AddParts(string[] sides)
    {
        IReadOnlyList<Particle> sequence = [.. sides[1].Split(' ').Select(ParticleOf)];
        foreach (var name in sides[0].Split(' '))
            parts[name is "Invoice" or "CreditNote" ? name : NameOf(name)] = sequence;
    }

    private static Particle ParticleOf(string word) => word[^1] switch
    {
        '?' => new(NameOf(word[..^1]), 0, 1),
        '*' => new(NameOf(word[..^1]), 0, int.MaxValue),
        '+' => new(NameOf(word[..^1]), 1, int.MaxValue),
        _ => new(NameOf(word), 1, 1),
    };

    private static XName NameOf(string word) => word[0] switch
    {
        '/' => UblElements.Cac + word[1..],
        '~' => UblElements.Ext + word[1..],
        _ => UblElements.Cbc + word,
    };
}
