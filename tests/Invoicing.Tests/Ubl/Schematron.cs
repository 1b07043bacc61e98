using System.Diagnostics.CodeAnalysis;
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;
using Wmhelp.XPath2;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>
/// Runs the rules of a Schematron file (ISO 19757-3, XPath 2.0): within a pattern the first rule whose context fits a
/// node is the one that counts for it, and each of its asserts must be true there. Every expression is compiled once.
/// </summary>
internal sealed class Schematron
{
    private static readonly XNamespace Iso = "http://purl.oclc.org/dsdl/schematron";

    private static readonly Dictionary<XmlQualifiedName, object> NoVariables = [];

    private readonly IReadOnlyList<IReadOnlyList<Rule>> patterns;

    private Schematron(IReadOnlyList<IReadOnlyList<Rule>> patterns) => this.patterns = patterns;

    public int Asserts => patterns.Sum(rules => rules.Sum(rule => rule.Asserts.Count));

    public static Schematron Load(string path)
    {
        var file = XDocument.Load(path);
        var names = new XmlNamespaceManager(new NameTable());
        foreach (var name in file.Descendants(Iso + "ns"))
            names.AddNamespace(Attribute(name, "prefix"), Attribute(name, "uri"));

        return new Schematron(
        [
            .. file.Root!.Elements(Iso + "pattern").Select(pattern =>
                (IReadOnlyList<Rule>)[.. pattern.Elements(Iso + "rule").Select(rule => Rule.Read(rule, names))]),
        ]);
    }

    /// <summary>How many asserts were looked at, and the ids of those that do not hold.</summary>
    public (int Fired, IReadOnlyList<string> Failed) Check(byte[] document)
    {
        using var reader = XmlReader.Create(new MemoryStream(document));
        var root = new XPathDocument(reader).CreateNavigator();
        var fired = 0;
        List<string> failed = [];
        foreach (var rules in patterns)
        {
            var settled = new HashSet<XPathNavigator>(new SamePosition());
            foreach (var rule in rules)
            {
                foreach (var node in rule.NodesIn(root).Where(settled.Add))
                {
                    fired += rule.Asserts.Count;
                    failed.AddRange(rule.Asserts.Where(assert => !assert.HoldsAt(node)).Select(assert => assert.Id));
                }
            }
        }

        return (fired, failed);
    }

    private static string Attribute(XElement element, string name) =>
        (string?)element.Attribute(name) ?? throw new FormatException($"<{element.Name.LocalName}> has no {name}.");

    private sealed record Rule(XPath2Expression Context, IReadOnlyList<Assertion> Asserts)
    {
        public static Rule Read(XElement rule, XmlNamespaceManager names) => new(
            XPath2Expression.Compile(
                string.Join(" | ", Alternatives(Attribute(rule, "context")).Select(Anywhere)), names),
            [.. rule.Elements(Iso + "assert").Select(assert => Assertion.Read(assert, names))]);

        public IEnumerable<XPathNavigator> NodesIn(XPathNavigator root) =>
            ((XPath2NodeIterator)Context.Evaluate(new NodeProvider(root), NoVariables))
                .OfType<XPathNavigator>().Select(node => node.Clone());

        private static string Anywhere(string context) => context.StartsWith('/') ? context : $"//{context}";

        /// <summary>
        /// A context's alternatives stand between bars, but a bar within brackets belongs to a predicate.
        /// </summary>
        private static IEnumerable<string> Alternatives(string context)
        {
            var (depth, start) = (0, 0);
            for (var i = 0; i < context.Length; i++)
            {
                if (context[i] is '[' or '(') depth++;
                if (context[i] is ']' or ')') depth--;
                if (context[i] != '|' || depth != 0) continue;
                yield return context[start..i].Trim();
                start = i + 1;
            }

            yield return context[start..].Trim();
        }
    }

    private sealed record Assertion(string Id, XPath2Expression Test)
    {
        public static Assertion Read(XElement assert, XmlNamespaceManager names) =>
            new(Attribute(assert, "id"), XPath2Expression.Compile($"boolean({Attribute(assert, "test")})", names));

        public bool HoldsAt(XPathNavigator node) => (bool)Test.Evaluate(new NodeProvider(node), NoVariables);
    }

    private sealed class SamePosition : IEqualityComparer<XPathNavigator>
    {
        public bool Equals(XPathNavigator? left, XPathNavigator? right) =>
            XPathNavigator.NavigatorComparer.Equals(left, right);

        public int GetHashCode([DisallowNull] XPathNavigator node) =>
            XPathNavigator.NavigatorComparer.GetHashCode(node);
    }
}
