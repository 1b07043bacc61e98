using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Schema;

/// <summary>
/// Holds a document against the grammar of its format: known elements alone, in their order, as often as they may
/// stand, with the attributes that they need and values of their types. What an extension holds is nobody's business.
/// </summary>
internal sealed class SchemaCheck
{
    public const string Rule = "UBL-2.1";

    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private const int MostTold = 200;

    private readonly Grammar grammar;

    private SchemaCheck(Grammar grammar) => this.grammar = grammar;

    /// <summary>Of UBL 2.1.</summary>
    public static IEnumerable<Fault> FaultsIn(XElement root) => FaultsIn(root, Grammar.Ubl21);

    /// <summary>As far as a person reads.</summary>
    public static IEnumerable<Fault> FaultsIn(XElement root, Grammar grammar) =>
        new SchemaCheck(grammar).Look(root).Take(MostTold);

    private IEnumerable<Fault> Look(XElement element)
    {
        if (grammar.ValueOf(element.Name) is { } value) return Value(element, value);
        if (grammar.PartsOf(element) is { } part) return Parts(element, part);
        if (grammar.IsFree(element)) return [];
        if (element.Name == UblElements.Ext + "ExtensionContent") return Content(element);
        return [Wrong(element, $"{element.Name.LocalName} is no element of {grammar.Format}.")];
    }

    private IEnumerable<Fault> Value(XElement element, ValueType type)
    {
        var name = element.Name.LocalName;
        if (element.HasElements) yield return Wrong(element, $"{name} holds a value, and no elements.");
        else if (DataTypes.ExampleUnless(type.Text, element.Value) is { } example)
            yield return Wrong(element, $"{name} '{Short(element.Value)}' is not written as {example}.");

        foreach (var attribute in OwnAttributes(element))
        {
            if (attribute.Name.Namespace != XNamespace.None
                || !type.Attributes.TryGetValue(attribute.Name.LocalName, out var known))
                yield return Wrong(element, $"{name} may not have the attribute {attribute.Name.LocalName}.");
            else if (DataTypes.ExampleUnless(known.Text, attribute.Value) is { } form)
                yield return Wrong(element,
                    $"{attribute.Name.LocalName} '{attribute.Value}' is not written as {form}.");
        }

        foreach (var (attribute, (needed, _)) in type.Attributes)
            if (needed && !element.HasAttribute(attribute))
                yield return Wrong(element, $"{name} has no {attribute}.");
    }

    private IEnumerable<Fault> Parts(XElement element, Part part)
    {
        var name = element.Name.LocalName;
        if (element.Nodes().OfType<XText>().Any(text => UblElements.Plain(text.Value).Length > 0))
            yield return Wrong(element, $"{name} holds elements, and no text.");
        foreach (var attribute in OwnAttributes(element))
        {
            if (attribute.Name.Namespace != XNamespace.None || !part.Attributes.ContainsKey(attribute.Name.LocalName))
                yield return Wrong(element, $"{name} may not have the attribute {attribute.Name.LocalName}.");
        }

        foreach (var (attribute, isNeeded) in part.Attributes)
            if (isNeeded && !element.HasAttribute(attribute))
                yield return Wrong(element, $"{name} has no {attribute}.");
        foreach (var fault in Order(element, part.Sequence)) yield return fault;
        foreach (var fault in element.Elements()
            .Where(child => part.Sequence.Any(particle => particle.Name == child.Name)).SelectMany(Look))
            yield return fault;
    }

    /// <summary>Walks along the sequence; an element that does not fit is told and passed over.</summary>
    private IEnumerable<Fault> Order(XElement element, IReadOnlyList<Particle> sequence)
    {
        var (at, seen) = (0, 0);
        var given = element.Elements().Select(child => child.Name).ToHashSet();
        foreach (var child in element.Elements())
        {
            var place = IndexOf(sequence, child.Name);
            if (place < 0)
                yield return Placeless(child, element);
            else if (place < at)
                yield return Wrong(child, $"{child.Name.LocalName} must stand before {sequence[at].Name.LocalName}.");
            else if (place == at && seen == sequence[at].Most)
                yield return Wrong(child, $"{child.Name.LocalName} stands too often in {element.Name.LocalName}.");
            else
                (at, seen) = (place, place == at ? seen + 1 : 1);
        }

        foreach (var particle in sequence)
            if (particle.Least > 0 && !given.Contains(particle.Name))
                yield return Wrong(element, $"{element.Name.LocalName} has no {particle.Name.LocalName}.");
    }

    /// <summary>What the whole standard has is no fault of an invoice that says more than its part of it.</summary>
    private Fault Placeless(XElement child, XElement parent)
    {
        var fault = Wrong(child, $"{child.Name.LocalName} has no place in {parent.Name.LocalName}.");
        return grammar.IsBeyond(child.Name) ? fault with { Class = FaultClass.Note } : fault;
    }

    /// <summary>One element of whatever it be, outside the name space of extensions.</summary>
    private IEnumerable<Fault> Content(XElement element)
    {
        if (element.Elements().Count() != 1 || element.Elements().Single().Name.Namespace == UblElements.Ext)
            yield return Wrong(element, "ExtensionContent holds one element of another name space.");
    }

    private static IEnumerable<XAttribute> OwnAttributes(XElement element) => element.Attributes()
        .Where(attribute => !attribute.IsNamespaceDeclaration
            && (attribute.Name.Namespace != Instance || !MayStandAnywhere(attribute, element)));

    /// <summary>Of the instance's name space: where schemas lie, and a type if it is one of UBL.</summary>
    private static bool MayStandAnywhere(XAttribute attribute, XElement element) => attribute.Name.LocalName switch
    {
        "schemaLocation" or "noNamespaceSchemaLocation" => true,
        "type" => UblElements.Trimmed(attribute.Value).Split(':') is [{ Length: > 0 } prefix, var type]
            && type.EndsWith("Type", StringComparison.Ordinal) && element.GetNamespaceOfPrefix(prefix) is { } space
            && (space == UblElements.Cac || space == UblElements.Cbc),
        _ => false,
    };

    private static int IndexOf(IReadOnlyList<Particle> sequence, XName name)
    {
        for (var i = 0; i < sequence.Count; i++)
            if (sequence[i].Name == name) return i;
        return -1;
    }

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;

    private Fault Wrong(XElement element, string what) =>
        new(grammar.Rule, what, FaultClass.Norm, UblElements.PathOf(element));
}
