using System.Text.Json.Nodes;
using Charging.TestBed;
using CsCheck;

namespace Charging.Rating.Tests.Schemas;

/// <summary>The sample customer with some of its fields changed, to what may be kept or may not.</summary>
internal static class DrawnCustomer
{
    private static readonly string[] Paths =
    [
        "customerId", "plans.0.planCode", "billing.buyerReference", "billing.invoiceSeries", "billing.language",
        "billing.party.name", "billing.party.street", "billing.party.city", "billing.tax.exemptionReason",
        "contact.email", "paymentMethods.0.token", "paymentMethods.0.brand", "paymentMethods.0.lastFour",
        "paymentMethods.0.expiry", "paymentMethods.0.mandateReference",
    ];

    private static readonly string?[] Texts =
    [
        "a", "A1", "en", "Ž \u00a0 ž", "\uFEFF", "a@b.example", "***1", "2031-12", "", " ", "a\tb", "\u2028", null,
        new('x', 200), new('x', 201), new('x', 500), new('x', 501),
    ];

    public static Gen<JsonNode> Any { get; } =
        Gen.Int[0, Paths.Length - 1].Select(Gen.Int[0, Texts.Length - 1]).Array[1, 2].Select(Changed);

    private static JsonNode Changed((int Path, int Text)[] changes)
    {
        var customer = JsonNode.Parse(new SampleCustomer("acme", "tok_ok").Bytes)!;
        foreach (var (path, text) in changes)
        {
            var (owner, steps) = (customer, Paths[path].Split('.'));
            foreach (var step in steps[..^1]) owner = int.TryParse(step, out var i) ? owner[i]! : owner[step]!;
            owner[steps[^1]] = Texts[text];
        }

        return customer;
    }
}
