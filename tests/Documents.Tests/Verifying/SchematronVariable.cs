using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;
using Wmhelp.XPath2;

namespace Charging.Documents.Tests.Verifying;

/// <summary>A value that Schematron's let names for expressions after it.</summary>
internal sealed partial record SchematronVariable(XmlQualifiedName Name, XPath2Expression Value)
{
    private static readonly XNamespace Iso = "http://purl.oclc.org/dsdl/schematron";

    public static IEnumerable<SchematronVariable> In(XElement within, XmlNamespaceManager names) =>
        within.Elements(Iso + "let").Select(let => new SchematronVariable(
            new XmlQualifiedName((string)let.Attribute("name")!),
            Compiled((string)let.Attribute("value")!, names)));

    /// <summary>
    /// The library reads entities in texts, which XPath does not have; and of <c>//x</c> it visits every node and sorts
    /// what it found, so that this is read as <c>/descendant::x</c>: the same nodes, where no place among siblings is
    /// asked for.
    /// </summary>
    public static XPath2Expression Compiled(string expression, XmlNamespaceManager names) =>
        XPath2Expression.Compile(Descend(expression).Replace("&", "&amp;"), names);

    private static string Descend(string expression) => Step().Replace(expression, step =>
        step.Groups["name"].Success ? $"/descendant::{step.Groups["name"].Value}" : step.Value);

    [GeneratedRegex("""
        '[^']*' | "[^"]*" |
        //(?<name>(?>[\p{L}_*][\w.*-]*(:[\w.*-]+)?)) (?!:: | \s*(\( | \[\s*(\d|last|position)))
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Step();

    /// <summary>What is known, and these as they are at the node.</summary>
    public static Dictionary<XmlQualifiedName, object> Add(
        Dictionary<XmlQualifiedName, object> known, IReadOnlyList<SchematronVariable> variables, XPathNavigator node)
    {
        if (variables.Count == 0) return known;
        var all = new Dictionary<XmlQualifiedName, object>(known);
        foreach (var (name, expression) in variables) all[name] = ValueOf(expression, node, all);
        return all;
    }

    private static object ValueOf(
        XPath2Expression expression, XPathNavigator node, Dictionary<XmlQualifiedName, object> known)
    {
        try
        {
            var value = expression.Evaluate(new NodeProvider(node), known);
            return value is XPath2NodeIterator nodes ? nodes.CreateBufferedIterator() : value;
        }
        catch (XPath2Exception)
        {
            // Such as a number of what is none: whoever asks for it fails.
            return "";
        }
    }
}
