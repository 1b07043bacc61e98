using System.Globalization;
using System.Text.RegularExpressions;
using Charging.Documents.Parties;
using Charging.Invoicing.Numbering;

namespace Charging.Invoicing.Selling;

/// <summary>A list of sellers in YAML (of which JSON is a part): all of them, or everything that is wrong.</summary>
internal sealed partial record SellerFile(IReadOnlyList<Seller> Sellers, IReadOnlyList<string> Faults)
{
    /// <summary>Who tells earlier than two months before tells of nothing that anybody remembers.</summary>
    private const int MostDays = 60;

    /// <summary>Any year does to see whether two series are one.</summary>
    private static readonly DateOnly SomeDay = new(2026, 1, 1);

    /// <param name="name">How faults name the file.</param>
    /// <param name="text">What stands in it.</param>
    /// <param name="kept">The sellers there are; nobody may number in the series of another.</param>
    public static SellerFile Read(string name, string text, IReadOnlyList<Seller> kept)
    {
        List<string> faults = [];
        var entries = YamlFields.Entries(name, text, "code", faults,
            "code", "party", "currency", "language", "timeZone", "series", "creditSeries", "iban", "oss",
            "electronicServices", "rates", "taxCurrency", "exchangeRates", "rateDay", "creditorId",
            "prenotificationDays", "formats");
        var sellers = entries.Select(Seller).ToList();

        if (sellers.Count == 0 && faults.Count == 0) faults.Add($"{name} has no entry; write at least one.");
        faults.AddRange(sellers.CountBy(seller => seller.Code).Where(count => count.Value > 1)
            .Select(count => $"{name}: seller '{count.Key}' stands in it {count.Value} times; keep one."));
        if (faults.Count == 0) faults.AddRange(SharedSeries(name, [.. sellers, .. kept.ExceptBy(
            sellers.Select(seller => seller.Code), seller => seller.Code)]));
        return new(faults.Count == 0 ? sellers : [], faults);
    }

    private static Seller Seller(YamlFields fields) =>
        FormatFields.Read(fields, TaxCurrencyFields.Read(fields, OwnFields(fields)));

    private static Seller OwnFields(YamlFields fields) => new()
    {
        Code = fields.Text("code", text => Code().IsMatch(text) ? null : "use 1 to 20 capital letters and digits"),
        Party = Party(fields),
        Currency = fields.Text("currency", text => Currencies.IsKnown(text)
            ? null
            : $"'{text}' is not an ISO 4217 currency; write one such as EUR"),
        Language = fields.Text("language", text => Language().IsMatch(text)
            ? null
            : $"'{text}' is not ISO 639-1; write one such as cs"),
        TimeZone = fields.Text("timeZone", text => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _)
            ? null
            : $"'{text}' is not an IANA time zone; write one such as Europe/Prague"),
        Series = fields.TextIfAny("series", SeriesPattern.FaultIn) ?? SeriesPattern.OfInvoices,
        CreditSeries = fields.TextIfAny("creditSeries", SeriesPattern.FaultIn) ?? SeriesPattern.OfCreditNotes,
        Iban = fields.TextIfAny("iban", text => Iban.FaultIn(Plain(text))) is { } iban ? Plain(iban) : null,
        Oss = fields.Flag("oss", false),
        ElectronicServices = fields.Flag("electronicServices", true),
        Rates = Rates(fields.Inner("rates", [.. Words.All<Service>()])),
        CreditorId = fields.TextIfAny("creditorId", text => CreditorId.FaultIn(Plain(text))) is { } id
            ? Plain(id)
            : null,
        PrenotificationDays = PrenotificationDays(fields),
    };

    private static int PrenotificationDays(YamlFields fields)
    {
        if (fields.Has("prenotificationDays") && !fields.Has("creditorId"))
            fields.Refuse("prenotificationDays", "only who has a creditorId tells of debits before they are drawn");
        return fields.Value("prenotificationDays", $"a number of days from 0 to {MostDays}", TryReadDays,
            MandateTerms.UsualDays);
    }

    private static bool TryReadDays(string text, out int days) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days) && days <= MostDays;

    private static Party Party(YamlFields fields)
    {
        if (!fields.Has("party")) fields.Refuse("party", "missing");
        var party = fields.Inner(
            "party", "name", "street", "city", "postalCode", "country", "vatId", "endpoint", "contact");
        return new()
        {
            Name = party?.Text("name") ?? "",
            Street = party?.Text("street") ?? "",
            City = party?.Text("city") ?? "",
            PostalCode = party?.Text("postalCode") ?? "",
            Country = party?.Text("country", text => Countries.IsKnown(text)
                ? null
                : $"'{text}' is no country; write its two letters of ISO 3166-1, such as CZ") ?? "",
            VatId = party?.Text("vatId", VatId.FaultIn),
            Endpoint = Endpoint(party?.Inner("endpoint", "scheme", "id")),
            Contact = Contact(party?.Inner("contact", "name", "phone", "email")),
        };
    }

    private static Dictionary<string, string> Rates(YamlFields? fields) => Words.All<Service>()
        .Where(service => fields?.Has(service) == true)
        .ToDictionary(service => service, service => Words.Of(fields!.Value(
            service, $"a kind of rate; use {string.Join(", ", Words.All<VatRateKind>())}", Words.TryRead,
            VatRateKind.Standard)));

    private static ElectronicAddress? Endpoint(YamlFields? fields)
    {
        if (fields is null) return null;
        var address = new ElectronicAddress { Scheme = fields.Text("scheme"), Id = fields.Text("id") };
        var whole = address is { Scheme.Length: > 0, Id.Length: > 0 };
        if (whole && ElectronicAddressRules.FaultIn(address) is { } fault) fields.Refuse("scheme", fault);
        return address;
    }

    private static ContactPoint? Contact(YamlFields? fields)
    {
        if (fields is null) return null;
        var contact = new ContactPoint
        {
            Name = fields.TextIfAny("name"),
            Phone = fields.TextIfAny("phone"),
            Email = fields.TextIfAny("email", text => Email().IsMatch(text) ? null : $"'{text}' is no address"),
        };
        return contact == new ContactPoint() ? null : contact;
    }

    /// <summary>A number has one owner and one kind of document.</summary>
    private static IEnumerable<string> SharedSeries(string name, IReadOnlyList<Seller> sellers)
    {
        List<(string Use, string Series)> all =
        [
            .. sellers.SelectMany(seller => (IEnumerable<(string, string)>)
            [
                ($"series of {seller.Code}", seller.SeriesOn(SomeDay)),
                ($"creditSeries of {seller.Code}", seller.CreditSeriesOn(SomeDay)),
            ]),
        ];
        return
            from one in all.Index()
            from other in all.Skip(one.Index + 1)
            where InvoiceNumber.MayMeet(one.Item.Series, other.Series)
            select $"{name}: {one.Item.Use} and {other.Use} could write the same number, as " +
                $"{new InvoiceNumber(one.Item.Series, 1)} and {new InvoiceNumber(other.Series, 1)} are written; put " +
                "{entity} or a text of its own into each.";
    }

    private static string Plain(string iban) => iban.Replace(" ", "");

    [GeneratedRegex(@"^[A-Z0-9]{1,20}\z")]
    private static partial Regex Code();

    [GeneratedRegex(@"^[a-z]{2}\z")]
    private static partial Regex Language();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+\z")]
    private static partial Regex Email();
}
