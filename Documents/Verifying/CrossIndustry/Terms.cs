using System.Globalization;
using System.Xml.Linq;
using Charging.Documents.Ubl;

namespace Charging.Documents.Verifying.CrossIndustry;

/// <summary>
/// Elements of UBL that stand for those of a Cross Industry Invoice, one where there is one: so the rules of the norm
/// are read once, and a fault is told by the path in the document itself.
/// </summary>
internal static class Terms
{
    public static XElement? First(this XElement? within, string path) => within?.All(path).FirstOrDefault();

    /// <summary>A value; null where there is none to stand for.</summary>
    public static XElement? Value(string name, XElement? of, params ReadOnlySpan<XAttribute?> attributes) =>
        Text(name, of, of?.Value, attributes);

    /// <summary>A value that UBL writes in other words.</summary>
    public static XElement? Text(string name, XElement? of, string? text, params ReadOnlySpan<XAttribute?> attributes)
    {
        if (of is null || text is null) return null;
        var value = new XElement(UblElements.Cbc + name, text);
        foreach (var attribute in attributes) value.Add(attribute);
        value.AddAnnotation(new StandsFor(of));
        return value;
    }

    /// <summary>A part; null where there is none to stand for.</summary>
    public static XElement? Part(string name, XElement? of, params IEnumerable<XElement?> holds)
    {
        if (of is null) return null;
        var part = new XElement(UblElements.Cac + name);
        foreach (var one in holds) if (one is not null) part.Add(one);
        part.AddAnnotation(new StandsFor(of));
        return part;
    }

    public static XAttribute? As(this XElement? of, string name, string? named = null) =>
        of?.Attribute(name) is { } found ? new(named ?? name, found.Value) : null;

    /// <summary>Form 102 is 20261120; another is left as it is, which is no date for any rule.</summary>
    public static XElement? Day(string name, XElement? within)
    {
        var day = within.First("DateTimeString") ?? within.First("DateString");
        var isDay = day?.Attr("format") == "102" && DateOnly.TryParseExact(
            UblElements.Trimmed(day.Value), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        return isDay
            ? Text(name, day, UblElements.Trimmed(day!.Value).Insert(6, "-").Insert(4, "-"))
            : Value(name, day);
    }
}
