using System.Xml.Linq;
using Charging.Documents.Ubl;

namespace Charging.Documents.Verifying.Rules;

/// <summary>One rule as a row.</summary>
/// <param name="Id">Its name in the norm or the profile.</param>
/// <param name="At">Which elements it looks at: <see cref="UblElements.Places"/>.</param>
/// <param name="Holds">Whether such an element keeps it.</param>
/// <param name="Says">What is wrong where it does not, for people.</param>
internal sealed record Rule(string Id, string At, Func<XElement, bool> Holds, string Says)
{
    private const int MostTold = 50;

    /// <summary>Of the elements there, only these; all by default.</summary>
    public Func<XElement, bool> Where { get; init; } = _ => true;

    /// <summary>What we wish beyond: most rules are content with an element that is there and empty.</summary>
    public Func<XElement, bool> Wish { get; init; } = _ => true;

    /// <summary>Where it is broken, as far as a person reads: a document may break it on each of its lines.</summary>
    public IEnumerable<Fault> FaultsIn(XElement root, FaultClass kind) => All(root, kind).Take(MostTold);

    private IEnumerable<Fault> All(XElement root, FaultClass kind)
    {
        foreach (var place in UblElements.Places(root, At).Where(Where))
        {
            if (!IsKept(place)) yield return new(Id, Says, kind, UblElements.PathOf(place));
            else if (!Wish(place)) yield return new(Id, Says, FaultClass.Note, UblElements.PathOf(place));
        }
    }

    /// <summary>What is too large to be computed cannot be kept.</summary>
    private bool IsKept(XElement place)
    {
        try
        {
            return Holds(place);
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}
