using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Charging.ServiceDefaults.Files;

/// <summary>
/// YAML of lists, maps and values, as people write it down: no anchors, aliases or tags, by which a few lines become
/// thousands of millions or have no end, and not nested deeper than anybody writes.
/// </summary>
public static class PlainYaml
{
    private const int MostLevels = 20;

    /// <summary>The documents of the text.</summary>
    /// <exception cref="YamlException">It is not YAML, or is more than plain; it knows the line.</exception>
    public static IList<YamlDocument> Load(string text)
    {
        Check(new Parser(new StringReader(text)));
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return yaml.Documents;
    }

    private static void Check(Parser parser)
    {
        var level = 0;
        while (parser.MoveNext())
        {
            level += parser.Current!.NestingIncrease;
            if (level > MostLevels)
                throw Refused(parser.Current, $"nested deeper than {MostLevels} levels; nothing here needs that.");
            if (parser.Current is AnchorAlias || parser.Current is NodeEvent { Anchor.IsEmpty: false })
                throw Refused(parser.Current, "anchors (&) and aliases (*) are not read; quote it, or write it out.");
            if (parser.Current is NodeEvent { Tag.IsEmpty: false })
                throw Refused(parser.Current, "tags (!) are not read; quote it, or leave it away.");
        }
    }

    private static YamlException Refused(ParsingEvent at, string why) => new(at.Start, at.End, why);
}
