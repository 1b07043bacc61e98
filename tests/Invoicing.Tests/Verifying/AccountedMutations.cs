using System.Xml.Linq;
using Charging.Documents.Tests.Verifying;

namespace Charging.Invoicing.Tests.Verifying;

/// <summary>The tax in the currency of the accounts, and what names that currency (BT-6, BT-111).</summary>
internal static class AccountedMutations
{
    private const string Currency = "TaxCurrencyCode";

    public static readonly IReadOnlyList<Mutation> All =
    [
        Mutation.Missing(Currency, "PEPPOL-EN16931-R054"),
        Mutation.Each("another currency of the accounts", "BR-53", Currency, code => code.Value = "USD"),
        Mutation.Each("no currency at all of the accounts", "BR-CL-05", Currency, code => code.Value = "XYZ"),
        Mutation.Each("accounts in the document's currency", "PEPPOL-EN16931-R005", Currency, code =>
            code.Value = code.Parent!.One("DocumentCurrencyCode").Value),
        OfAmount("no tax in the currency of the accounts", "BR-53", amount => amount.Parent!.Remove()),
        OfAmount("the tax in the currency of the accounts twice", "PEPPOL-EN16931-R054", amount =>
            amount.Parent!.AddAfterSelf(amount.Parent)),
        OfAmount("the tax of the accounts in another currency", "BR-53", amount =>
            amount.SetAttributeValue("currencyID", "USD")),
        OfAmount("the tax of the accounts in no currency", "BR-53", amount =>
            amount.SetAttributeValue("currencyID", null)),
        OfAmount("the tax of the accounts with another decimal", "BR-DEC-15", amount => amount.Value += "0"),
        new("the taxes on different sides of 0", "PEPPOL-EN16931-R055", root => Accounted(root)
            .Select(total => total.One("TaxAmount"))
            .Where(amount => amount.Number() != 0 && BrokenDown(root).Any(total => total.Number("TaxAmount") != 0))
            .Select(amount => (Action)(() => amount.Write(-amount.Number())))),
    ];

    /// <summary>The tax of the document, which has its breakdown.</summary>
    public static IEnumerable<XElement> BrokenDown(XElement root) =>
        root.At("TaxTotal").Where(total => total.Has("TaxSubtotal"));

    /// <summary>The tax in the currency of the accounts, which has none.</summary>
    public static IEnumerable<XElement> Accounted(XElement root) =>
        root.At("TaxTotal").Where(total => !total.Has("TaxSubtotal"));

    private static Mutation OfAmount(string name, string rule, Action<XElement> falsify) => new(
        name, rule, root => Accounted(root).Select(total => (Action)(() => falsify(total.One("TaxAmount")))));
}
