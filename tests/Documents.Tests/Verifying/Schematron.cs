using System.Diagnostics.CodeAnalysis;
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;
using Wmhelp.XPath2;

namespace Charging.Documents.Tests.Verifying;

/// <summary>
/// Runs the rules of a Schematron file (ISO 19757-3, XPath 2.0): within a pattern the first rule whose context fits a
/// node is the one that counts for it, and each of its asserts must be true there. Every expression is compiled once.
/// </summary>
internal sealed class Schematron
{
    private static readonly XNamespace Iso = "http://purl.oclc.org/dsdl/schematron";

    /// <summary>Stands for a rule of which nobody can say where it holds.</summary>
    public const string Unreadable = "unreadable";

    private readonly IReadOnlyList<SchematronVariable> variables;
    private readonly IReadOnlyList<IReadOnlyList<Rule>> patterns;

    private Schematron(
        IReadOnlyList<SchematronVariable> variables, IReadOnlyList<IReadOnlyList<Rule>> patterns) =>
        (this.variables, this.patterns) = (variables, patterns);

    /// <summary>Of rules that can fail at all.</summary>
    public IEnumerable<string> FatalIds => patterns.SelectMany(rules => rules).SelectMany(rule => rule.Asserts)
        .Where(assert => assert is { IsFatal: true, IsEmpty: false }).Select(assert => assert.Id).Distinct();

    public int Asserts => patterns.Sum(rules => rules.Sum(rule => rule.Asserts.Count));

    /// <param name="path">The rules.</param>
    /// <param name="shared">Files whose variables they use.</param>
    public static Schematron Load(string path, params string[] shared) => Load(XDocument.Load(path), shared);

    public static Schematron Load(XDocument file, params string[] shared)
    {
        SchematronFunctions.Register();
        var names = new XmlNamespaceManager(new NameTable());
        foreach (var name in file.Descendants(Iso + "ns"))
            names.AddNamespace(Attribute(name, "prefix"), Attribute(name, "uri"));

        return new Schematron(
            [
                .. shared.Select(x => XDocument.Load(x).Root!).Append(file.Root!)
                    .Concat(file.Root!.Elements(Iso + "pattern"))
                    .SelectMany(x => SchematronVariable.In(x, names)),
            ],
            [
                .. file.Root!.Elements(Iso + "pattern").Select(pattern =>
                    (IReadOnlyList<Rule>)[.. pattern.Elements(Iso + "rule").Select(rule => Rule.Read(rule, names))]),
            ]);
    }

    /// <summary>How many asserts were looked at, and the ids of those that do not hold, fatal and all.</summary>
    public (int Fired, IReadOnlyList<string> Failed, IReadOnlyList<string> Fatal) Check(byte[] document)
    {
        using var reader = XmlReader.Create(new MemoryStream(document));
        var root = new XPathDocument(reader).CreateNavigator();
        var known = SchematronVariable.Add([], variables, root);
        var fired = 0;
        List<Assertion> failed = [];
        foreach (var rules in patterns)
        {
            var settled = new HashSet<XPathNavigator>(new SamePosition());
            foreach (var rule in rules)
            {
                if (rule.NodesIn(root, known) is not { } nodes)
                {
                    failed.AddRange(rule.Asserts.Take(1).Select(assert => assert with { Id = Unreadable }));
                    continue;
                }

                foreach (var node in nodes.Where(settled.Add))
                {
                    fired += rule.Asserts.Count;
                    var here = SchematronVariable.Add(known, rule.Variables, node);
                    failed.AddRange(rule.Asserts.Where(assert => !assert.HoldsAt(node, here)));
                }
            }
        }

        return (fired, [.. failed.Select(x => x.Id)], [.. failed.Where(x => x.IsFatal).Select(x => x.Id)]);
    }

    private static string Attribute(XElement element, string name) =>
        (string?)element.Attribute(name) ?? throw new FormatException($"<{element.Name.LocalName}> has no {name}.");

    private sealed record Rule(
        XPath2Expression Context, IReadOnlyList<SchematronVariable> Variables, IReadOnlyList<Assertion> Asserts)
    {
        public static Rule Read(XElement rule, XmlNamespaceManager names) => new(
            SchematronVariable.Compiled(
                string.Join(" | ", Alternatives(Attribute(rule, "context")).Select(Anywhere)), names),
            [.. SchematronVariable.In(rule, names)],
            [.. rule.Elements(Iso + "assert").Select(assert => Assertion.Read(assert, names))]);

        /// <summary>Null if that cannot be computed, as where one thing is asked for and there are two.</summary>
        public List<XPathNavigator>? NodesIn(XPathNavigator root, Dictionary<XmlQualifiedName, object> known)
        {
            try
            {
                return [.. ((XPath2NodeIterator)Context.Evaluate(new NodeProvider(root), known))
                    .OfType<XPathNavigator>().Select(node => node.Clone())];
            }
            catch (XPath2Exception)
            {
                return null;
            }
        }

        private static string Anywhere(string context) => context[0] is '/' or '(' ? context : $"//{context}";

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

    private sealed record Assertion(string Id, bool IsFatal, bool IsEmpty, XPath2Expression Test)
    {
        public static Assertion Read(XElement assert, XmlNamespaceManager names) => new(
            Attribute(assert, "id"), (string?)assert.Attribute("flag") is null or "fatal",
            Attribute(assert, "test") == "true()",
            SchematronVariable.Compiled($"boolean({Attribute(assert, "test")})", names));

        /// <summary>What cannot be computed, such as a sum with words in it, does not hold.</summary>
        public bool HoldsAt(XPathNavigator node, Dictionary<XmlQualifiedName, object> known)
        {
            try
            {
                return (bool)Test.Evaluate(new NodeProvider(node), known);
            }
            catch (XPath2Exception)
            {
                return false;
            }
            catch (FormatException) when (!IsFatal)
            {
                // The library takes an element for a boolean in one information of XRechnung (BR-DE-TMP-32).
                return true;
            }
        }
    }

    private sealed class SamePosition : IEqualityComparer<XPathNavigator>
    {
        public bool Equals(XPathNavigator? left, XPathNavigator? right) =>
            XPathNavigator.NavigatorComparer.Equals(left, right);

        public int GetHashCode([DisallowNull] XPathNavigator node) =>
            XPathNavigator.NavigatorComparer.GetHashCode(node);
    }
}
