using System.Xml.Linq;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Schema;

/// <summary>An element of a sequence, and how often it may stand there.</summary>
internal sealed record Particle(XName Name, int Least, int Most);

/// <summary>What the text of a value is, and which attributes it has, by name: must it, and what its text is.</summary>
internal sealed record ValueType(string Text, IReadOnlyDictionary<string, (bool Needed, string Text)> Attributes);

/// <summary>What a part holds, in its order, and its attributes: must it have them.</summary>
internal sealed record Part(IReadOnlyList<Particle> Sequence, IReadOnlyDictionary<string, bool> Attributes);

/// <summary>
/// The grammar of a format as a file beside tells it: which elements hold others, in which order, and which a value.
/// </summary>
internal sealed class Grammar
{
    public static readonly Grammar Ubl21 = Read("UBL 2.1", "UBL-2.1", "ubl-2.1.grammar");
    public static readonly Grammar CrossIndustry = Read("CII", "CII-D16B", "cii-en16931.grammar");
    public static readonly Grammar Isdoc602 = Read("ISDOC", "ISDOC-6.0.2", "isdoc-6.0.2.grammar");

    private readonly Dictionary<string, XNamespace> spaces = [];
    private readonly Dictionary<string, ValueType> types = [];
    private readonly Dictionary<XName, ValueType> values = [];
    private readonly Dictionary<XName, Part> parts = [];
    private readonly Dictionary<(XName Within, XName Name), Part> partsWithin = [];
    private readonly HashSet<XName> free = [];
    private readonly HashSet<string> beyond = [];

    private Grammar(string format, string rule) => (Format, Rule) = (format, rule);

    /// <summary>For people.</summary>
    public string Format { get; }

    /// <summary>The name under which faults against it are told.</summary>
    public string Rule { get; }

    /// <summary>Null if the element holds other elements, or is unknown.</summary>
    public ValueType? ValueOf(XName name) => values.GetValueOrDefault(name);

    /// <summary>Null if the element holds a value, or is unknown. The document is known by its local name.</summary>
    public Part? PartsOf(XElement element) =>
        element.Parent is not { } parent ? parts.GetValueOrDefault(element.Name.LocalName)
        : partsWithin.GetValueOrDefault((parent.Name, element.Name)) ?? parts.GetValueOrDefault(element.Name);

    /// <summary>It holds whatever it be.</summary>
    public bool IsFree(XElement element) => free.Contains(element.Name);

    /// <summary>The whole standard has it, and this part of it has not.</summary>
    public bool IsBeyond(XName name) => beyond.Contains(name.LocalName) && spaces.ContainsValue(name.Namespace);

    private static Grammar Read(string format, string rule, string file)
    {
        var grammar = new Grammar(format, rule);
        var section = "";
        foreach (var line in Resources.Lines(file))
        {
            if (line.StartsWith('[')) section = line;
            else grammar.Add(section, line);
        }

        return grammar;
    }

    private void Add(string section, string line)
    {
        switch (section)
        {
            case "[spaces]": spaces.Add(line[0] == '=' ? "" : line[..1], line[2..]); break;
            case "[free]": free.UnionWith(line.Split(' ').Select(NameOf)); break;
            case "[beyond]": beyond.UnionWith(line.Split(' ')); break;
            case "[types]": AddType(line.Split(' ')); break;
            case "[values]": AddValues(line.Split(" = ")); break;
            default: AddParts(line.Split(" = ")); break;
        }
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
        var words = sides.Length > 1 ? sides[1].Split(' ').ToLookup(word => word.StartsWith('@')) : null;
        var part = new Part(
            [.. words?[false].Select(ParticleOf) ?? []],
            words?[true].ToDictionary(word => word.Trim('@', '!'), word => word.EndsWith('!')) ?? []);
        foreach (var name in sides[0].TrimEnd(' ', '=').Split(' '))
        {
            if (name.IndexOf('/', 1) is > 0 and var slash)
                partsWithin[(NameOf(name[..slash]), NameOf(name[slash..]))] = part;
            else
                parts[name is "Invoice" or "CreditNote" or "CrossIndustryInvoice" ? name : NameOf(name)] = part;
        }
    }

    private Particle ParticleOf(string word) => word[^1] switch
    {
        '?' => new(NameOf(word[..^1]), 0, 1),
        '2' => new(NameOf(word[..^1]), 0, 2),
        '*' => new(NameOf(word[..^1]), 0, int.MaxValue),
        '+' => new(NameOf(word[..^1]), 1, int.MaxValue),
        _ => new(NameOf(word), 1, 1),
    };

    private XName NameOf(string word) => char.IsAsciiLetter(word[0])
        ? spaces[""] + word
        : spaces[word[..1]] + word[1..];
}
