using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Charging.Rating.Tests.Schemas;

/// <summary>What the doc comments of the contracts say, as text for people who do not read C#.</summary>
internal static partial class DocComments
{
    private static readonly Dictionary<string, string> Texts =
        XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Charging.Contracts.xml")).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => TextOf(member.Element("summary")!));

    /// <summary>Null where there is none.</summary>
    public static string? Of(Type type) => Texts.GetValueOrDefault($"T:{type.FullName}");

    /// <summary>Null where there is none.</summary>
    /// <param name="type">That has the property.</param>
    /// <param name="property">By its name in C#.</param>
    public static string? Of(Type type, string property) => Texts.GetValueOrDefault($"P:{type.FullName}.{property}");

    private static string TextOf(XElement summary) =>
        Blanks().Replace(string.Concat(summary.Nodes().Select(TextOf)), " ").Trim();

    /// <summary>A property is called as it is on the wire, and a type by its own name.</summary>
    private static string TextOf(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see when see.Attribute("cref")!.Value is ['P', ':', ..] property =>
            JsonNamingPolicy.CamelCase.ConvertName(property.Split('.')[^1]),
        XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value.Split('.')[^1],
        XElement element => element.Value,
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
