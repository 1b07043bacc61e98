using System.Globalization;
using System.Xml.Linq;

namespace Charging.Documents.Ubl;

/// <summary>
/// How rules read the elements of UBL. A path names them by slashes, such as <c>PaymentMeans/PaymentMandate/ID</c>;
/// Line stands for InvoiceLine and CreditNoteLine, .. for the parent.
/// </summary>
internal static class UblElements
{
    private const string Schemas = "urn:oasis:names:specification:ubl:schema:xsd:";

    /// <summary>What XML takes for white space; a space that does not break is a character as any other.</summary>
    private static readonly char[] Space = [' ', '\t', '\r', '\n'];

    public static readonly XNamespace Cac = Schemas + "CommonAggregateComponents-2";
    public static readonly XNamespace Cbc = Schemas + "CommonBasicComponents-2";
    public static readonly XNamespace Ext = Schemas + "CommonExtensionComponents-2";

    /// <summary>Of the Cross Industry Invoice and of ISDOC, whose own rules are read by the same paths.</summary>
    private static readonly string[] Others = ["urn:un:unece:uncefact:data:standard:", "http://isdoc.cz/namespace/"];

    /// <summary>
    /// The elements that a rule looks at: nothing is the document, a path leads down from it, and what begins with //
    /// stands anywhere. A bar parts one place from the next.
    /// </summary>
    public static IEnumerable<XElement> Places(XElement root, string at) => at.Split(" | ").SelectMany(place =>
        place.StartsWith("//", StringComparison.Ordinal) ? Anywhere(root, place[2..].Split('/')) : root.All(place));

    public static IEnumerable<XElement> All(this XElement within, string path) => path.Length == 0
        ? [within]
        : path.Split('/').Aggregate((IEnumerable<XElement>)[within], (parents, name) => name == ".."
            ? parents.Select(parent => parent.Parent).OfType<XElement>().Distinct()
            : parents.SelectMany(parent => parent.Elements().Where(child => IsNamed(child, name))));

    public static bool Has(this XElement within, string path) => within.All(path).Any();

    public static int Count(this XElement within, string path) => within.All(path).Count();

    /// <summary>Whether there is such an element, and it holds more than white space.</summary>
    public static bool Says(this XElement within, string path) => within.Text(path).Length > 0;

    /// <summary>The text of the first of them with single spaces and none around it; empty if there is none.</summary>
    public static string Text(this XElement within, string path) =>
        within.All(path).FirstOrDefault() is { } found ? Plain(found.Value) : "";

    /// <summary>As they are written.</summary>
    public static IEnumerable<string> Values(this XElement within, string path) =>
        within.All(path).Select(element => element.Value);

    public static bool Is(this XElement within, string path, params string[] values) =>
        values.Contains(within.Text(path));

    /// <summary>The number of the first of them; null if there is none, or it is no number.</summary>
    public static decimal? Number(this XElement within, string path) =>
        within.All(path).FirstOrDefault() is { } found ? NumberOf(found.Value) : null;

    /// <summary>Of all there; what is no number counts as 0.</summary>
    public static decimal Sum(this XElement within, string path) =>
        within.All(path).Sum(element => NumberOf(element.Value) ?? 0);

    public static DateOnly? Day(this XElement within, string path) =>
        within.All(path).FirstOrDefault() is { } found ? DataTypes.DayOf(found.Value) : null;

    public static bool HasAttribute(this XElement element, string name) => element.Attribute(name) is not null;

    /// <summary>As <see cref="Text"/>.</summary>
    public static string Attr(this XElement element, string name) => Plain((string?)element.Attribute(name) ?? "");

    public static XElement Root(this XElement element) => element.AncestorsAndSelf().Last();

    public static bool IsWithin(this XElement element, string name) =>
        element.Ancestors().Any(ancestor => IsNamed(ancestor, name));

    /// <summary>Of a document of another format, which is read in the terms of UBL.</summary>
    public static bool IsForeign(this XElement element) => element.Annotation<StandsFor>() is not null;

    public static bool IsCreditNote(this XElement element) => element.Root().Name.LocalName == "CreditNote";

    /// <summary>Whether any of these is any of those.</summary>
    public static bool Meet(IEnumerable<string> these, IEnumerable<string> those) => these.Intersect(those).Any();

    /// <summary>With single spaces, and none around it.</summary>
    public static string Plain(string text) =>
        string.Join(' ', text.Split(Space, StringSplitOptions.RemoveEmptyEntries));

    public static string Trimmed(string text) => text.Trim(Space);

    public static decimal? NumberOf(string text) => decimal.TryParse(
        Trimmed(text), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
        out var number) ? number : null;

    /// <summary>As the official rules round: to hundredths, halves up.</summary>
    public static decimal Hundredths(decimal exact) => Math.Floor((exact * 100) + 0.5m) / 100;

    /// <summary>
    /// For people: Invoice/InvoiceLine[2]/Price, counted where there are several; of an element that stands for one of
    /// another format that one's.
    /// </summary>
    public static string PathOf(XElement element)
    {
        if (element.Annotation<StandsFor>() is { } other) return PathOf(other.Element);
        var same = element.Parent?.Elements(element.Name).ToList() ?? [element];
        var step = same.Count > 1 ? $"{element.Name.LocalName}[{same.IndexOf(element) + 1}]" : element.Name.LocalName;
        return element.Parent is { } parent ? $"{PathOf(parent)}/{step}" : step;
    }

    private static IEnumerable<XElement> Anywhere(XElement root, string[] names)
    {
        var byName = ByName(root);
        var last = names[^1] == "Line" ? byName["InvoiceLine"].Concat(byName["CreditNoteLine"]) : byName[names[^1]];
        return last.Where(element => EndsIn(element, names));
    }

    /// <summary>
    /// Some hundred rules look for elements wherever they stand: the tree is walked once, and is never changed.
    /// </summary>
    private static ILookup<string, XElement> ByName(XElement root)
    {
        if (root.Annotation<ILookup<string, XElement>>() is { } known) return known;
        var found = root.Descendants().ToLookup(element => element.Name.LocalName);
        root.AddAnnotation(found);
        return found;
    }

    private static bool EndsIn(XElement element, string[] names)
    {
        var at = element;
        for (var i = names.Length - 1; i >= 0; i--, at = at.Parent)
            if (at is null || !IsNamed(at, names[i])) return false;
        return true;
    }

    private static bool IsNamed(XElement element, string name)
    {
        var space = element.Name.Namespace;
        if (space != Cac && space != Cbc
            && !Array.Exists(Others, start => space.NamespaceName.StartsWith(start, StringComparison.Ordinal)))
            return false;
        var local = element.Name.LocalName;
        return name == "Line" ? local is "InvoiceLine" or "CreditNoteLine" : local == name;
    }
}
