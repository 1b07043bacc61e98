using Charging.Contracts;
using Charging.Contracts.Ubl;
using Charging.Invoicing.Tests.Crediting;
using CsCheck;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>A document as it goes out, and what it is an example of.</summary>
internal sealed record Drawn(byte[] Bytes, bool IsCreditNote, IReadOnlyList<string> Traits);

/// <summary>
/// Invoices and their credit notes as Invoicing would issue them for any seller, customer and sessions: taxed by the
/// rules over dated rates, or as the customer's data say.
/// </summary>
internal static class AnyDocument
{
    private static readonly (string Country, string VatId)[] Homes =
        [("CZ", "CZ12345679"), ("AT", "ATU12345675"), ("SK", "SK2022749619"), ("NO", "NO974760673MVA")];

    private static readonly (string Country, string? VatId)[] Places =
    [
        ("AT", "ATU13585627"), ("CZ", "CZ25123891"), ("DE", "DE136695976"), ("FR", "FR40303265045"),
        ("IE", "IE6433435F"), ("SK", "SK2022749619"), ("GB", null), ("CH", "CHE123456788"),
    ];

    private static readonly Gen<bool> OneInThree = Gen.Int[1, 3].Select(one => one == 1);

    private static readonly Gen<ElectronicAddress?> AnyAddress =
        Gen.OneOf(null, new ElectronicAddress { Scheme = "9929", Id = "CZ25123891" });

    private static readonly Gen<Party> AnySellingParty = Gen.Select(
        Gen.OneOf(Homes), AnyAddress, Gen.Bool,
        (home, address, hasContact) => Sample.Seller.Party with
        {
            Country = home.Country,
            VatId = home.VatId,
            Endpoint = address,
            Contact = hasContact ? Sample.Seller.Party.Contact : null,
        });

    private static readonly Gen<Seller> AnySeller = Gen.Select(
        AnySellingParty, Gen.OneOf(SeriesPattern.OfInvoices, "{year}/{number:0000}/{entity}", "F{number}"),
        OneInThree, Gen.Bool, OneInThree, Gen.Bool,
        (party, series, isAlone, hasAccount, sellsOther, isReduced) => Sample.Seller with
        {
            Code = party.Country,
            Party = party,
            Series = series,
            Oss = !isAlone,
            ElectronicServices = !sellsOther,
            Iban = hasAccount ? Sample.Seller.Iban : null,
            Rates = isReduced ? new Dictionary<string, string> { ["message"] = "reduced" } : Sample.Seller.Rates,
        });

    private static readonly Gen<BillingProfile> AnyCustomer = Gen.Select(
        Gen.OneOf(Places), OneInThree, AnyAddress, Gen.OneOf("en", "cs"), Gen.OneOf("EUR", "CZK", "JPY"),
        OneInThree, Sample.AnyTax, OneInThree,
        (place, isBusiness, address, language, currency, isTold, tax, asksForReference) =>
        {
            var customer = Sample.Customer(currency);
            return customer with
            {
                Party = customer.Party with
                {
                    Country = place.Country, VatId = isBusiness ? place.VatId : null, Endpoint = address,
                },
                Language = language,
                BuyerReference = asksForReference ? "PO 4711" : null,
                Tax = isTold && (tax.Category != TaxCategory.ReverseCharge || (isBusiness && place.VatId is not null))
                    ? tax
                    : null,
            };
        });

    /// <summary>One session, or up to five that have gathered.</summary>
    public static readonly Gen<InvoiceCreated> Invoice = AnyCustomer.SelectMany(customer => Gen.Select(
        AnySeller, AnySession(customer.Currency).Array[2, 5], Gen.Bool, Gen.Bool,
        (seller, sessions, isGathered, isAtHome) =>
        {
            var home = seller.Party.Country == "NO" || !isAtHome ? customer : customer.MovedTo(seller.Party);
            var usages = sessions.Take(isGathered ? sessions.Length : 1);
            var taxed = usages.Select(usage =>
                (usage, TaxRule.For(seller, home, usage.Service, usage.EndedOn, Sample.Rates))).ToList();
            var invoice = Invoicing.Invoice.Over(taxed, home, seller, Sample.CreatedAt);
            return invoice.Numbered(new InvoiceNumber(invoice.Series, 1));
        }));

    /// <summary>Credited whole at once, or in several steps; at last nothing is left.</summary>
    public static readonly Gen<IReadOnlyList<CreditNoteIssued>> CreditNotes = Gen.Select(
        CreditSample.CreditsOf(Invoice), Gen.Bool,
        (credited, isAtOnce) => CreditSample.Finished(isAtOnce ? credited.Invoice.Left() : credited).Notes);

    public static readonly Gen<PaymentMethodKind?> Payment =
        Gen.OneOf<PaymentMethodKind?>(null, PaymentMethodKind.Card, PaymentMethodKind.BankAccount);

    public static Drawn Of(InvoiceCreated invoice, PaymentMethodKind? paid) => new(
        UblInvoice.Write(invoice, paid is { } kind ? Sample.Payment(invoice, kind) : null),
        IsCreditNote: false,
        [
            .. Traits(invoice.Seller, invoice.Buyer, invoice.TaxSubtotals, invoice.Total.Currency),
            paid is { } method ? $"paid by {method}" : "unpaid",
            invoice.Sessions is null ? "one session" : "gathered",
            invoice.SellerIban is null ? "no account" : "account",
        ]);

    public static Drawn Of(CreditNoteIssued note) => new(
        UblCreditNote.Write(note),
        IsCreditNote: true,
        [
            .. Traits(note.Seller, note.Buyer, note.TaxSubtotals, note.Total.Currency),
            note.AdjustmentId is null ? "by a person" : "by an adjustment",
            note.Rounding.Minor == 0 ? "not rounded" : "rounded",
        ]);

    private static BillingProfile MovedTo(this BillingProfile customer, Party there) =>
        customer with { Party = customer.Party with { Country = there.Country, VatId = there.VatId } };

    private static Gen<UsageRated> AnySession(string currency) => Gen.Select(
        Sample.AnyUsage(currency), Gen.OneOf(Service.Conference, Service.Data, Service.Message),
        Gen.Int[0, 800],
        (usage, service, daysAgo) => usage with { Service = service, EndedOn = usage.EndedOn.AddDays(-daysAgo) });

    private static IEnumerable<string> Traits(
        Party seller, Party buyer, IReadOnlyList<TaxSubtotal> taxes, string currency) =>
    [
        .. taxes.Select(tax => $"{tax.Category}").Distinct(), taxes.Count > 1 ? "several rates" : "one rate",
        .. taxes.Any(tax => tax.Rule?.Contains("one-stop shop") == true) ? (string[])["one-stop shop"] : [],
        .. taxes.Any(tax => tax.Rule?.Contains("reduced") == true) ? (string[])["reduced"] : [],
        seller.Endpoint is not null && buyer.Endpoint is not null ? "Peppol" : "core", currency,
    ];
}
