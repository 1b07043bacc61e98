using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Charging.ServiceDefaults.Files;

/// <summary>
/// A piece of a YAML file that knows its line, so that every complaint about it can name it. Only what people write
/// down is read, lists, maps and values: no anchors, aliases or tags, by which a few lines become thousands of millions
/// or have no end, and nothing nested deeper than anybody writes.
/// </summary>
public abstract record YamlTree(int Line)
{
    private const int MostLevels = 12;

    /// <param name="Line">Where it begins.</param>
    /// <param name="Value">What it says, without quotes.</param>
    /// <param name="IsPlain">It stands without quotes, so that null or ~ in it is no text.</param>
    public sealed record Text(int Line, string Value, bool IsPlain) : YamlTree(Line)
    {
        /// <summary>A value was left away.</summary>
        public bool IsNothing => IsPlain && Value is "" or "null" or "~";
    }

    public sealed record List(int Line, IReadOnlyList<YamlTree> Items) : YamlTree(Line);

    /// <summary>Keys in the file's order, repeated ones included.</summary>
    public sealed record Map(int Line, IReadOnlyList<(Text Key, YamlTree Value)> Entries) : YamlTree(Line)
    {
        /// <summary>The value of a key; the first of them, if it is repeated.</summary>
        public YamlTree? this[string key] => Entries.FirstOrDefault(entry => entry.Key.Value == key).Value;
    }

    /// <param name="Line">Where it begins, with its dashes if it has any.</param>
    /// <param name="Root">What stands in it.</param>
    public sealed record Document(int Line, YamlTree Root);

    /// <summary>The documents of the text; none, if it is empty.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="takesRepeats">A key that stands twice in a map is left to the caller, who gathers faults.</param>
    /// <exception cref="YamlFormatException">It is not YAML, or more than plain.</exception>
    public static IReadOnlyList<Document> Parse(string text, bool takesRepeats = false)
    {
        var parser = new Parser(new StringReader(text));
        var documents = new List<Document>();
        try
        {
            parser.Consume<StreamStart>();
            while (!parser.TryConsume<StreamEnd>(out _))
            {
                var line = LineOf(parser.Consume<DocumentStart>());
                documents.Add(new Document(line, Node(parser, level: 0)));
                parser.Consume<DocumentEnd>();
            }
        }
        catch (YamlException exception)
        {
            var line = (int)exception.Start.Line;
            throw new YamlFormatException(line, $"this is not YAML: {exception.Message}", exception);
        }

        if (!takesRepeats) documents.ForEach(document => RefuseRepeats(document.Root));
        return documents;
    }

    private static void RefuseRepeats(YamlTree tree)
    {
        foreach (var item in (tree as List)?.Items ?? []) RefuseRepeats(item);
        HashSet<string> seen = [];
        foreach (var (key, value) in (tree as Map)?.Entries ?? [])
        {
            if (!seen.Add(key.Value))
                throw new YamlFormatException(key.Line, $"'{key.Value}' stands there already; write it once.");
            RefuseRepeats(value);
        }
    }

    private static YamlTree Node(Parser parser, int level)
    {
        var line = LineOf(parser.Current);
        if (level > MostLevels)
            throw new YamlFormatException(line, $"nested deeper than {MostLevels} levels; nothing here needs that.");
        if (parser.Accept<AnchorAlias>(out _) || parser.Current is NodeEvent { Anchor.IsEmpty: false })
            throw new YamlFormatException(line, "anchors (&) and aliases (*) are not read; quote it, or write it out.");
        if (parser.Current is NodeEvent { Tag.IsEmpty: false })
            throw new YamlFormatException(line, "tags (!) are not read; quote it, or leave it away.");

        if (parser.TryConsume<Scalar>(out var scalar))
            return new Text(line, scalar.Value, scalar.Style == ScalarStyle.Plain);
        return parser.TryConsume<SequenceStart>(out _) ? ListNode(parser, line, level) : MapNode(parser, line, level);
    }

    private static List ListNode(Parser parser, int line, int level)
    {
        var items = new List<YamlTree>();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(parser, level + 1));
        return new List(line, items);
    }

    private static Map MapNode(Parser parser, int line, int level)
    {
        parser.Consume<MappingStart>();
        var entries = new List<(Text, YamlTree)>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(parser, level + 1) as Text ?? throw new YamlFormatException(line, "a key is plain text.");
            entries.Add((key, Node(parser, level + 1)));
        }

        return new Map(line, entries);
    }

    private static int LineOf(ParsingEvent? at) => (int)(at?.Start.Line ?? 1);
}

/// <summary>The text cannot be read at all from this line on.</summary>
public sealed class YamlFormatException(int line, string message, Exception? inner = null) : Exception(message, inner)
{
    public int Line { get; } = line;
}
