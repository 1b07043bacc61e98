using Charging.Documents.Parties;
using CsCheck;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>
/// Random choices of formats, of sellers and of customers who overrule them, as they may be applied: a quarter are
/// German public buyers, who get XRechnung.
/// </summary>
internal static class AnyFormats
{
    private static readonly IReadOnlyList<DocumentFormat>?[] Choices =
    [
        null, [DocumentFormat.Ubl], [DocumentFormat.Isdoc], [DocumentFormat.FacturX],
        [DocumentFormat.FacturX, DocumentFormat.Isdoc], [DocumentFormat.Ubl, DocumentFormat.FacturX],
        [DocumentFormat.Ubl, DocumentFormat.Isdoc, DocumentFormat.FacturX],
    ];

    private static readonly IReadOnlyList<DocumentFormat>[] OfPublicBuyers =
        [[DocumentFormat.XRechnung], [DocumentFormat.Isdoc, DocumentFormat.XRechnung, DocumentFormat.FacturX]];

    private static readonly string[] LeitwegIds =
        ["04011000-12345-03", "90000000-03083-72", "991-33333TEST-33", "04011000-1234512345-06", "992-90009-96"];

    public static Gen<(Seller Seller, BillingProfile Customer)> Of(Seller seller, BillingProfile customer) =>
        from isPublic in Gen.Int[0, 3]
        from sellers in Gen.OneOf(Choices)
        from customers in Gen.OneOf(Choices)
        from chosen in Gen.OneOf(OfPublicBuyers)
        from leitwegId in Gen.OneOf(LeitwegIds)
        from endpoint in Gen.Bool
        from number in Gen.Bool
        select isPublic == 0 && Currencies.DigitsOf(customer.Currency) == 2
            ? Sayable(
                Reachable(seller) with { Formats = sellers },
                PublicBuyer(customer, leitwegId, endpoint, number) with { Formats = chosen })
            : Sayable(seller with { Formats = sellers }, customer with { Formats = customers });

    private static (Seller, BillingProfile) Sayable(Seller seller, BillingProfile customer) =>
        FormatRules.FaultsBetween(seller.ToIssuing(), customer).Any()
            ? (seller with { Formats = null }, customer with
            {
                Formats = customer.Formats?.Contains(DocumentFormat.XRechnung) == true
                    ? [DocumentFormat.XRechnung]
                    : null,
            })
            : (seller, customer);

    /// <summary>Whom one may ask, where he takes documents, and where he is paid.</summary>
    private static Seller Reachable(Seller seller) => seller with
    {
        Iban = seller.Iban ?? Sample.Seller.Iban,
        Party = seller.Party with
        {
            Contact = Sample.Seller.Party.Contact,
            Endpoint = seller.Party.Endpoint ?? new() { Scheme = "EM", Id = "invoices@bridge.example" },
        },
    };

    /// <summary>Who is charged the other way round has a VAT id; of the others every second one.</summary>
    private static BillingProfile PublicBuyer(
        BillingProfile customer, string leitwegId, bool hasMail, bool hasNumber) => customer with
        {
            BuyerReference = leitwegId,
            Party = customer.Party with
            {
                Country = "DE",
                City = "Bremen",
                PostalCode = "28195",
                VatId = hasNumber || customer.Tax?.Category == TaxCategory.ReverseCharge ? "DE123456788" : null,
                Endpoint = hasMail
                    ? new() { Scheme = "EM", Id = "rechnung@stadt.example" }
                    : new() { Scheme = "0204", Id = leitwegId },
            },
        };
}
