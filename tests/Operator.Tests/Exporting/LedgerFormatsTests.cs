using System.Text.RegularExpressions;
using System.Xml.Linq;
using Charging.Operator.Exporting;

namespace Charging.Operator.Tests.Exporting;

public class LedgerFormatsTests
{
    private const string Datev =
        "datev: { consultant: 1001, client: 7, accountLength: 6, yearBegins: 07-01, chart: \"04\" }";

    private const string Pohoda = "pohoda: { ico: 00000019, preaccounts: { 300000/301000: 2Fv } }";

    /// <summary>What DATEV's page of the format asks of the columns that we fill, by their place from 0.</summary>
    private static readonly Dictionary<int, string> AskedByDatev = new()
    {
        [0] = @"^(?!0{1,10},00)\d{1,10},\d{2}\z",
        [1] = @"^""[SH]""\z",
        [2] = @"^""[A-Z]{3}""\z",
        [6] = @"^(?!0{1,9}\z)\d{1,9}\z",
        [7] = @"^(?!0{1,9}\z)\d{1,9}\z",
        [8] = @"^""(\d{4})?""\z",
        [9] = @"^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\z",
        [10] = @"^""[A-Za-z0-9_$&%*+\-/]{0,36}""\z",
        [13] = @"^"".{0,60}""\z",
        [113] = @"^[01]\z",
    };

    [Test]
    public void A_line_is_a_booking_in_hledgers_journal() => Assert.That(
        Made.Written("hledger", Made.Accounts(account => $"a:{account}"), Made.Line()),
        Does.EndWith("""
            2026-11-03 raised CZ-2026-000001  ; entry:00000000-0000-0000-0000-00000000000a
                a:receivable    12.50 EUR
                a:revenue    -12.50 EUR


            """.ReplaceLineEndings("\n")));

    [Test]
    public void A_line_of_a_currency_without_decimals_has_none() => Assert.That(
        Made.Written("hledger", Made.Accounts(account => account), Made.Line(1250, "JPY")),
        Does.Contain(" 1250 JPY\n"));

    [Test]
    public void A_text_that_a_spreadsheet_would_compute_is_led_by_an_apostrophe()
    {
        var table = Made.Written("csv", Made.Accounts(Made.Number), Made.Line(document: "=cmd|'/C calc'!A0,\"x\""));

        Assert.That(table.Split("\r\n")[1], Is.EqualTo(
            "00000000-0000-0000-0000-00000000000a,2026-11-03,\"raised\",\"'=cmd|'/C calc'!A0,\"\"x\"\"\",\"acme\"," +
            "\"CZ\",\"300000\",\"301000\",12.50,EUR,\"receivable\",\"revenue\""));
        Assert.That(table, Does.EndWith("\r\n"));
    }

    [Test]
    public void Datevs_header_has_31_fields_and_no_clocks_moment()
    {
        var header = Made.Written("datev", Made.Accounts(Made.Number, Datev), Made.Line()).Split("\r\n")[0];

        Assert.That(header, Is.EqualTo(
            "\"EXTF\";700;21;\"Buchungsstapel\";13;20261201000000000;;\"RE\";\"\";\"\";1001;7;20260701;6;20261101;" +
            "20261130;\"Charging 2026-11\";\"\";1;0;0;\"EUR\";;\"\";;;\"04\";;;\"\";\"\""));
        Assert.That(header.Split(';'), Has.Length.EqualTo(31));
    }

    [Test]
    public void Each_booking_of_datevs_keeps_the_expressions_of_its_columns()
    {
        var lines = Made.Lines(300).Select(line => line with { Currency = "EUR" }).ToList();

        var rows = Made.Written("datev", Made.Accounts(Made.Number, Datev), lines).Split("\r\n")[1..^1];

        Assert.That(rows[0].Split(';'), Has.Length.EqualTo(125).And.Unique);
        Assert.That(rows, Has.Length.EqualTo(301));
        Assert.Multiple(() =>
        {
            foreach (var row in rows[1..])
            {
                var fields = Fields(row);
                Assert.That(fields, Has.Length.EqualTo(125));
                foreach (var (place, expression) in AskedByDatev) Assert.That(fields[place], Does.Match(expression));
                Assert.That(fields.Where((_, place) => !AskedByDatev.ContainsKey(place)), Has.All.AnyOf("", "\"\""));
            }
        });
    }

    [Test]
    public void A_booking_of_datevs_says_debit_credit_day_and_document() => Assert.That(
        Fields(Made.Written("datev", Made.Accounts(Made.Number, Datev), Made.Line()).Split("\r\n")[2])[..14],
        Is.EqualTo((string[])
        [
            "12,50", "\"S\"", "\"EUR\"", "", "", "\"\"", "300000", "301000", "\"\"", "0311", "\"CZ-2026-000001\"",
            "\"\"", "", "\"raised CZ-2026-000001\"",
        ]));

    [Test]
    public void Datevs_names_are_of_windows_1252() => Assert.That(
        LedgerFormats.Of("datev", Made.November, Made.Accounts(Made.Number, Datev)).Encoding.GetBytes("ü€č"),
        Is.EqualTo(new byte[] { 0xFC, 0x80, (byte)'c' }).Or.EqualTo(new byte[] { 0xFC, 0x80, (byte)'?' }));

    [TestCase("CZK", 100, "What is booked from revenue to receivable in CZK is in CZK, and DATEV's books are in EUR")]
    [TestCase("EUR", 1_000_000_000_000, "is more than DATEV's ten digits")]
    public void What_datev_cannot_tell_is_refused(string currency, long minor, string fault) => Assert.That(
        () => Made.Written("datev", Made.Accounts(Made.Number, Datev), Made.Line(minor, currency)),
        Throws.TypeOf<FormatException>().With.Message.Contains(fault));

    [Test]
    public void Pohodas_package_has_a_document_for_each_booking_by_the_code_of_its_accounts()
    {
        var pack = XElement.Parse(Made.Written(
            "pohoda", Made.Accounts(Made.Number, Pohoda), Made.Line(currency: "CZK"),
            Made.Line() with { DebitAccount = "bank" }));

        Assert.That(
            pack.Attributes().Where(one => !one.IsNamespaceDeclaration).Select(one => $"{one.Name}={one.Value}"),
            Is.EqualTo((string[])
            [
                "version=2.0", "id=charging-2026-11", "ico=00000019", "application=Charging", "note=2026-11",
            ]));
        Assert.That(pack.Elements().Select(item => string.Join(' ', Leaves(item))), Is.EqualTo((string[])
        [
            "symPar=CZ-2026-000001 date=2026-11-03 dateTax=2026-11-03 dateAccounting=2026-11-03 ids=2Fv " +
                "classificationVATType=nonSubsume text=raised CZ-2026-000001 priceNone=12.50",
            "symPar=CZ-2026-000001 date=2026-11-03 dateTax=2026-11-03 dateAccounting=2026-11-03 ids=306000/301000 " +
                "classificationVATType=nonSubsume text=raised CZ-2026-000001 ids=EUR priceSum=12.50",
        ]));
    }

    [Test]
    public void Pohodas_package_is_well_formed_whatever_strangers_call_a_document() => Assert.That(
        XElement.Parse(Made.Written("pohoda", Made.Accounts(Made.Number, Pohoda), Made.Lines(200))).Elements().Count(),
        Is.EqualTo(200));

    [Test]
    public void Every_account_without_a_name_is_told_at_once()
    {
        var accounts = AccountsFile.Read("a.yaml", "accounts: [{ account: tax, to: x }]");

        Assert.That(() => Made.Written("csv", accounts, Made.Line()), Throws.TypeOf<FormatException>()
            .With.Message.Contains("the account 'receivable' (EUR, seller CZ) is booked in 2026-11 and has no name")
            .And.Message.Contains("'revenue'"));
    }

    [Test]
    public void What_would_be_booked_from_an_account_to_itself_is_refused() => Assert.That(
        () => Made.Written("csv", Made.Accounts(_ => "one"), Made.Line()),
        Throws.TypeOf<FormatException>().With.Message.Contains("would be booked from one to itself (lines 4 and 5)"));

    private static IEnumerable<string> Leaves(XElement item) => item.Descendants().Where(one => !one.HasElements)
        .Select(one => $"{one.Name.LocalName}={one.Value}");

    /// <summary>Text in quotation marks may have a semicolon.</summary>
    private static string[] Fields(string row) => [.. Regex.Matches(row + ";", "(\"(?:[^\"]|\"\")*\"|[^;\"]*);")
        .Select(field => field.Groups[1].Value)];
}
