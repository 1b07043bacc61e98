using System.Globalization;
using System.Numerics;
using Charging.Documents.Parties;
using CsCheck;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>
/// Random sellers and customers as they may be applied, in the Union and outside, with right VAT ids, account numbers
/// and electronic addresses. A seller always has a VAT id: a file of sellers is refused without one.
/// </summary>
internal static class AnyParty
{
    /// <summary>How the VAT ids of a country look; the number rises until its check digits are right.</summary>
    private static readonly Dictionary<string, string> VatIds = new()
    {
        ["AT"] = "ATU{0:00000000}",
        ["CZ"] = "CZ{0:00000000}",
        ["DE"] = "DE1{0:00000000}",
        ["FI"] = "FI{0:00000000}",
        ["FR"] = "FR12{0:000000000}",
        ["GR"] = "EL{0:000000000}",
        ["IT"] = "IT{0:00000000000}",
        ["PL"] = "PL{0:0000000000}",
        ["SE"] = "SE{0:0000000000}01",
        ["SK"] = "SK102{0:0000000}",
        ["CH"] = "CHE{0:000000000}",
        ["NO"] = "NO{0:000000000}MVA",
    };

    private static readonly Gen<string> AnyText = Gen.OneOf(
        "Bridge & Line s.r.o.", "Žižkov <7> & co", "Ångström AB", "Müller \"Söhne\" GmbH", "Ελλάς 1", "O'Neill", "7");

    private static readonly Gen<(string Invoices, string CreditNotes)> AnySeries = Gen.OneOf(
        (SeriesPattern.OfInvoices, SeriesPattern.OfCreditNotes),
        ("{year}/{number:0000}/{entity}", "{year}/C{number:0000}/{entity}"),
        ("{entity}{number}", "{entity}C{number}"),
        ("{year}{number:0000000000}", "9{year}{number:0000000000}"));

    private static readonly Gen<string?> AnyIban = Gen.OneOf(
        Gen.Const((string?)null),
        from account in Gen.OneOf(("AT", 16), ("BE", 12), ("CZ", 20), ("DE", 18), ("FI", 14))
        from number in Gen.Long[0, 999_999_999_999]
        select IbanOf(account.Item1, number.ToString($"D{account.Item2}", CultureInfo.InvariantCulture)));

    private static readonly Gen<ContactPoint?> AnyContact = Gen.OneOf(
        Gen.Const((ContactPoint?)null),
        Gen.Const(new ContactPoint { Email = "invoices@bridge.example" }),
        Gen.Int[1_000_000, 999_999_999].Select(number => new ContactPoint
        {
            Name = "Invoices",
            Phone = number % 2 == 0 ? $"+4917{number:000000000}" : $"+49 (171) {number:000 000-000}",
        }));

    /// <summary>A VAT id, a GLN, a SIRET, which has a card's check digit, or an address of electronic mail.</summary>
    private static readonly Gen<ElectronicAddress> AnyEndpoint = Gen.OneOf(
        Gen.Const(new ElectronicAddress { Scheme = "9929", Id = "CZ12345679" }),
        Gen.Long[0, 999_999_999_999].Select(number => new ElectronicAddress { Scheme = "0088", Id = Gln(number) }),
        Gen.Long[0, 9_999_999_999_999].Select(number => new ElectronicAddress { Scheme = "0009", Id = Siret(number) }),
        Gen.Const(new ElectronicAddress { Scheme = "EM", Id = "invoices@bridge.example" }));

    public static readonly Gen<Seller> AnySeller =
        from country in Gen.OneOf([.. VatIds.Keys])
        from party in PartyIn(country, isBusiness: true)
        from code in Gen.OneOf("CZ", "EU1", "A")
        from series in AnySeries
        from iban in AnyIban
        from zone in Gen.OneOf("Europe/Prague", "America/New_York", "Pacific/Auckland", "Etc/UTC")
        from flags in Gen.Int[0, 7]
        from reduced in Gen.Enum<Service>().List[0, 3]
        select new Seller
        {
            Code = code,
            Party = party,
            Currency = "EUR",
            Language = "en",
            TimeZone = zone,
            Series = series.Invoices,
            CreditSeries = series.CreditNotes,
            Iban = iban,
            Oss = flags > 2,
            ElectronicServices = flags > 0,
            Rates = VatId.IsMemberState(country)
                ? reduced.Distinct().ToDictionary(Words.Of, _ => Words.Of(VatRateKind.Reduced))
                : new Dictionary<string, string>(),
        };

    /// <summary>
    /// Every other one is at home; one in three has a tax of his own, and so has who is at home outside the Union.
    /// </summary>
    public static Gen<BillingProfile> CustomerOf(Seller seller, string currency) => (
        from country in Gen.Frequency(
            (1, Gen.Const(seller.Party.Country)), (1, Gen.OneOf([.. VatIds.Keys, "US"])))
        from party in PartyIn(country, isBusiness: false)
        from language in Gen.OneOf("en", "cs", "de")
        from reference in Gen.OneOf((string?)null, "PO 17", "7")
        from own in Gen.Int[0, 2]
        from tax in Sample.AnyTax
        select new BillingProfile
        {
            Party = party,
            Language = language,
            Currency = currency,
            InvoiceSeries = seller.Code,
            Tax = own == 0 || (country == seller.Party.Country && !VatId.IsMemberState(country)) ? tax : null,
            BuyerReference = reference,
        }).Where(profile => !BillingRules.FaultsIn(profile).Any());

    private static Gen<Party> PartyIn(string country, bool isBusiness) =>
        from name in AnyText
        from street in AnyText
        from consumer in Gen.Bool
        from number in Gen.Int[1, 9_999_000]
        from hasEndpoint in Gen.Bool
        from endpoint in AnyEndpoint
        from contact in AnyContact
        select new Party
        {
            Name = name,
            Street = street,
            City = isBusiness ? "Wien" : "",
            PostalCode = "110 00",
            Country = country,
            VatId = isBusiness || !consumer ? RightVatId(country, number) : null,
            Endpoint = hasEndpoint ? endpoint : null,
            Contact = contact,
        };

    private static string? RightVatId(string country, int from) => VatIds.GetValueOrDefault(country) is not { } form
        ? null
        : Enumerable.Range(from, 1000)
            .Select(number => string.Format(CultureInfo.InvariantCulture, form, number))
            .First(id => VatId.FaultIn(id) is null);

    private static string IbanOf(string country, string account)
    {
        var number = BigInteger.Parse($"{account}{country[0] - 'A' + 10}{country[1] - 'A' + 10}00");
        return $"{country}{98 - (int)(number % 97):00}{account}";
    }

    private static string Gln(long number)
    {
        var digits = $"{number:000000000000}";
        var sum = digits.Index().Sum(x => (x.Item - '0') * (x.Index % 2 == 0 ? 1 : 3));
        return $"{digits}{(10 - (sum % 10)) % 10}";
    }

    private static string Siret(long number) => Enumerable.Range(0, 10)
        .Select(digit => $"{number:0000000000000}{digit}")
        .First(PassesLuhn);

    /// <summary>
    /// The check digit of a SIRET is made as a card's: every second digit is doubled, and then its sum taken.
    /// </summary>
    private static bool PassesLuhn(string digits) => digits.Reverse().Index()
        .Sum(x => x.Index % 2 == 0 ? x.Item - '0' : "0246813579"[x.Item - '0'] - '0') % 10 == 0;
}
