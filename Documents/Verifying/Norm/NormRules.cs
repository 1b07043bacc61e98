using System.Xml.Linq;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Norm;

/// <summary>Every fatal rule of EN 16931 in UBL, as version 1.3.16 of the official rules has them.</summary>
internal static class NormRules
{
    public static readonly IReadOnlyList<Rule> All = [.. OfTerms, .. BindingRules.All];

    /// <summary>Those of the terms of the norm, whichever syntax they are written in.</summary>
    public static IReadOnlyList<Rule> OfTerms =>
    [
        .. FieldRules.All, .. ExtraRules.All, .. SumRules.All, .. DecimalRules.All, .. VatRules.All, .. CodeRules.All,
    ];

    public static IEnumerable<Fault> FaultsIn(XElement root) =>
    [
        .. All.SelectMany(rule => rule.FaultsIn(root, FaultClass.Norm)), .. DecimalRules.FaultsIn(root),
    ];
}
