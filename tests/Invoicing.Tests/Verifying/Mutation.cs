using System.Xml.Linq;
using Charging.Documents.Tests.Verifying;

namespace Charging.Invoicing.Tests.Verifying;

/// <summary>
/// One way to falsify a document. Each of its places in a document makes a mutant, which differs from the document
/// there alone.
/// </summary>
/// <param name="Name">What is done.</param>
/// <param name="Rule">The rule that must name it, as a regular expression of the whole id.</param>
/// <param name="Places">Looks at a document without a change; each deed that it finds falsifies that document.</param>
/// <param name="On">In which documents there must be such places.</param>
internal sealed record Mutation(
    string Name, string Rule, Func<XElement, IEnumerable<Action>> Places, Kinds On = Kinds.Both)
{
    /// <summary>Does the same to each element there.</summary>
    public static Mutation Each(
        string name, string rule, string path, Action<XElement> falsify, Kinds on = Kinds.Both) => new(
        name, rule, root => root.At(path).Select(element => (Action)(() => falsify(element))), on);

    /// <summary>Takes out each element there or, if it holds a value, leaves it empty.</summary>
    public static Mutation Missing(string path, string rule, Kinds on = Kinds.Both) => new(
        $"no {path}", rule,
        root => root.At(path).SelectMany(element => element.HasElements
            ? (Action[])[element.Remove]
            : [element.Remove, () => element.Value = " "]),
        on);
}

[Flags]
internal enum Kinds
{
    Invoices = 1,
    CreditNotes = 2,
    Both = Invoices | CreditNotes,
}
