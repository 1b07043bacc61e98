using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Profiles;

/// <summary>Identifiers have the form and the check digits of their schemes (PEPPOL-COMMON-R040 to -R050).</summary>
internal static class PeppolIds
{
    public static readonly IReadOnlyList<Rule> All =
        [.. SchemeDigits.Rules.Select(scheme => new Rule(
            scheme.Rule, "//EndpointID | //PartyIdentification/ID | //CompanyID",
            x => SchemeDigits.FaultIn(scheme.Scheme, UblElements.Plain(x.Value)) is null,
            $"The identifier of scheme {scheme.Scheme} is not {scheme.Form}.")
            { Where = x => (string?)x.Attribute("schemeID") == scheme.Scheme })];
}
