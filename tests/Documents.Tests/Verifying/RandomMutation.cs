using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Charging.Documents.Ubl;

namespace Charging.Documents.Tests.Verifying;

/// <summary>
/// Changes a document at one place by chance: what stands there is missing, twice, elsewhere, empty, of another value
/// that a careless program might write. Some mutants stay right.
/// </summary>
internal sealed class RandomMutation(int seed)
{
    private static readonly string[] Texts =
    [
        "", " ", "0", "-1", "1.005", "12,50", "abc", "XX", "ZZZ", "2026-02-30", "2026-11-20", "2031-01-01", "true", "1",
        "false", "EUR", "USD", "KWD", "BGN", "DE", "DK", "NO", "S", "Z", "E", "AE", "K", "G", "O", "L", "M", "B", "380",
        "381", "383", "384", "326", "30", "58", "59", "49", "48", "0088", "0192", "9930", "EM", "130", "50", "#AAA#so",
        "#XXX#so", "VATEX-EU-AE", "VATEX-EU-O", "VATEX-EU-IC", "4006381333931", "4006381333932", "C62", "H87", "XPK",
        "25", "19", "DE123456789", "SE556036079301", "SEPA", "100", "95", "FC",
    ];

    private static readonly string[] Attributes = ["schemeID", "listID", "currencyID", "unitCode", "mimeCode", "other"];

    private readonly Random random = new(seed);

    /// <summary>A mutant, and what was done to it.</summary>
    public (byte[] Bytes, string Deed) Of(byte[] document, IReadOnlyList<XElement> others)
    {
        var root = XElement.Load(new MemoryStream(document), LoadOptions.PreserveWhitespace);
        var elements = root.Descendants().ToList();
        var element = Any(elements);
        var path = UblElements.PathOf(element);
        var deed = Change(root, element, others);
        return (Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting)), $"{deed} at {path}");
    }

    private string Change(XElement root, XElement element, IReadOnlyList<XElement> others)
    {
        switch (random.Next(13))
        {
            case 0: element.Remove(); return "removed";
            case 1: element.AddAfterSelf(new XElement(element)); return "twice";
            case 2: return Swap(element);
            case 3: return Add(element);
            case 4: return Insert(root, element, others);
            case 5 or 6: return Attribute(element);
            case 7: return Borrow(element, others);
            case 8 or 9: return Count(element);
            default: return Write(element, Any(Texts));
        }
    }

    private string Add(XElement element)
    {
        var name = Any<string>(["Remarks", "Note", "ID", "Name"]);
        element.AddAfterSelf(new XElement(UblTree.Cbc + name, "so"));
        return $"before {name}";
    }

    private string Swap(XElement element)
    {
        if (element.ElementsAfterSelf().FirstOrDefault() is not { } next) return Write(element, Any(Texts));
        next.Remove();
        element.AddBeforeSelf(next);
        return $"after {next.Name.LocalName}";
    }

    /// <summary>
    /// A part of another document, in its right place among those of the same name or of the same parent.
    /// </summary>
    private string Insert(XElement root, XElement element, IReadOnlyList<XElement> others)
    {
        var parent = element.Parent ?? root;
        var donor = Any(others).DescendantsAndSelf().Where(x => x.Name == parent.Name && x.HasElements).ToList();
        if (donor.Count == 0) return Write(element, Any(Texts));
        var part = Any(Any(donor).Elements().ToList());
        var before = part.ElementsBeforeSelf().Select(x => x.Name).ToHashSet();
        if (parent.Elements().LastOrDefault(x => before.Contains(x.Name) || x.Name == part.Name) is { } last)
            last.AddAfterSelf(new XElement(part));
        else parent.AddFirst(new XElement(part));
        return $"with {part.Name.LocalName} '{part.Value.Trim()}'";
    }

    private string Attribute(XElement element)
    {
        var own = element.Attributes().Where(x => !x.IsNamespaceDeclaration).ToList();
        if (own.Count > 0 && random.Next(3) == 0)
        {
            var lost = Any(own);
            lost.Remove();
            return $"without {lost.Name.LocalName}";
        }

        var name = own.Count > 0 && random.Next(4) > 0 ? Any(own).Name.LocalName : Any(Attributes);
        if (own.Count == 0 && random.Next(4) > 0) return Count(element);
        var text = Any(Texts);
        element.SetAttributeValue(name, text);
        return $"{name}='{text}'";
    }

    private string Borrow(XElement element, IReadOnlyList<XElement> others)
    {
        var same = Any(others).Descendants(element.Name).Where(x => !x.HasElements).ToList();
        return same.Count == 0 || element.HasElements
            ? Write(element, Any(Texts)) : Write(element, Any(same).Value);
    }

    private string Count(XElement element)
    {
        var amounts = element.AncestorsAndSelf().Last().Descendants().Where(x => !x.HasElements
            && decimal.TryParse(x.Value, CultureInfo.InvariantCulture, out _)).ToList();
        var amount = Any(amounts);
        var step = Any<decimal>([0.01m, -0.01m, 1, -1, 0.001m, 100, -2]);
        var changed = decimal.Parse(amount.Value, CultureInfo.InvariantCulture) + step;
        return $"{UblElements.PathOf(amount)}: " + Write(
            amount, changed.ToString(CultureInfo.InvariantCulture));
    }

    private static string Write(XElement element, string text)
    {
        var value = element.DescendantsAndSelf().First(x => !x.HasElements);
        var was = value.Value.Trim();
        value.Value = text;
        return $"{value.Name.LocalName} '{was}' becomes '{text}'";
    }

    private T Any<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
