using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Charging.Rating.Plans;

/// <summary>A piece of a YAML file that knows its line, so that every complaint about it can name it.</summary>
internal abstract record YamlTree(int Line)
{
    internal sealed record Text(int Line, string Value) : YamlTree(Line);

    internal sealed record List(int Line, IReadOnlyList<YamlTree> Items) : YamlTree(Line);

    /// <summary>Keys in the file's order, repeated ones included.</summary>
    internal sealed record Map(int Line, IReadOnlyList<(Text Key, YamlTree Value)> Entries) : YamlTree(Line);

    /// <summary>Deeper than any plan; a file beyond it is not one.</summary>
    private const int MostLevels = 12;

    /// <summary>The one document of the text.</summary>
    /// <exception cref="PlanFormatException">It is not YAML, or uses what a plan has no use for.</exception>
    public static YamlTree Parse(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _)) throw new PlanFormatException(1, "the file is empty; write a plan.");
            parser.Consume<DocumentStart>();
            var tree = Node(parser, 0);
            parser.Consume<DocumentEnd>();
            if (!parser.TryConsume<StreamEnd>(out _))
                throw new PlanFormatException(LineOf(parser.Current), "a second document begins; a file is one plan.");
            return tree;
        }
        catch (YamlException exception)
        {
            var line = (int)exception.Start.Line;
            throw new PlanFormatException(line, $"this is not YAML: {exception.Message}", exception);
        }
    }

    private static YamlTree Node(Parser parser, int level)
    {
        var line = LineOf(parser.Current);
        if (level > MostLevels)
            throw new PlanFormatException(line, $"nested deeper than {MostLevels} levels; no plan needs that.");
        if (parser.Accept<AnchorAlias>(out _) || parser.Current is NodeEvent { Anchor.IsEmpty: false })
            throw new PlanFormatException(line, "anchors (&) and aliases (*) are not read; quote it, or write it out.");

        if (parser.TryConsume<Scalar>(out var scalar)) return new Text(line, scalar.Value);
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
            var key = Node(parser, level + 1) as Text ?? throw new PlanFormatException(line, "a key is plain text.");
            entries.Add((key, Node(parser, level + 1)));
        }

        return new Map(line, entries);
    }

    private static int LineOf(ParsingEvent? at) => (int)(at?.Start.Line ?? 1);
}

/// <summary>The text cannot be read at all from this line on.</summary>
internal sealed class PlanFormatException(int line, string message, Exception? inner = null) : Exception(message, inner)
{
    public int Line { get; } = line;
}
