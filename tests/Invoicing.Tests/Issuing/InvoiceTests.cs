using CsCheck;

namespace Charging.Invoicing.Tests;

public class InvoiceTests
{
    private static readonly Gen<Invoice> AnyInvoice = Gen.Select(
        Sample.AnyUsage("EUR", "CZK", "JPY", "KWD"), Sample.AnyTax,
        (usage, tax) => Sample.Invoice(usage, Sample.Customer(usage.Charge.Currency, tax: tax)));

    [Test]
    public void Net_is_the_charge_and_the_lines_add_up_to_it() => AnyInvoice.Sample(invoice =>
    {
        var document = Number(invoice);
        Assert.That(document.Net, Is.EqualTo(invoice.Usage.Charge));
        Assert.That(document.Lines.Sum(line => line.Net.Minor), Is.EqualTo(document.Net.Minor));
    });

    [Test]
    public void Quantity_times_price_is_the_net_of_every_line() => AnyInvoice.Sample(invoice =>
    {
        foreach (var line in invoice.Lines)
        {
            var digits = Currencies.DigitsOf(line.Net.Currency);
            var product = Math.Round(line.Quantity * line.UnitPrice, digits, MidpointRounding.AwayFromZero);
            Assert.That(product, Is.EqualTo(line.Net.ToDecimal()), line.Name);
            Assert.That(line.UnitPrice, Is.Not.Negative);
        }
    });

    [Test]
    public void Rounding_moves_a_line_by_less_than_two_halves_of_the_smallest_unit() => AnyInvoice.Sample(invoice =>
    {
        foreach (var (line, rated) in invoice.Lines.Zip(invoice.Usage.Lines))
        {
            var moved = (line.Net.ToDecimal() - rated.Amount) / new Money(1, line.Net.Currency).ToDecimal();
            Assert.That(moved, Is.GreaterThan((Rational)(-1)).And.LessThan((Rational)1));
        }
    });

    [Test]
    public void Tax_is_rounded_once_and_the_total_is_net_plus_tax_as_it_can_be_drawn() => AnyInvoice.Sample(invoice =>
    {
        var document = Number(invoice);
        var subtotal = document.TaxSubtotals.Single();
        var tax = Math.Round(document.Net.Minor * subtotal.RatePercent / 100, MidpointRounding.AwayFromZero);
        Assert.That(subtotal.Base, Is.EqualTo(document.Net));
        Assert.That(subtotal.Tax.Minor, Is.EqualTo((long)tax));
        Assert.That(document.Tax, Is.EqualTo(subtotal.Tax));
        Assert.That(document.Total, Is.EqualTo((document.Net + document.Tax).ToDrawable()));
        Assert.That(
            document.Total - (document.Rounding ?? Money.Zero(document.Net.Currency)),
            Is.EqualTo(document.Net + document.Tax));
    });

    [Test]
    public void An_invoice_says_the_same_after_it_was_stored_as_json() => AnyInvoice.Sample(invoice =>
    {
        var document = Number(invoice);
        var read = System.Text.Json.JsonSerializer.Deserialize<InvoiceCreated>(
            System.Text.Json.JsonSerializer.Serialize(document, Wire.Json), Wire.Json)!;
        Assert.That(read.Lines, Is.EqualTo(document.Lines));
        Assert.That(read with { Lines = [], TaxSubtotals = [], Attributes = document.Attributes },
            Is.EqualTo(document with { Lines = [], TaxSubtotals = [] }));
    });

    [Test]
    public void Gathered_sessions_add_up_exactly_and_their_tax_is_rounded_once() => Gen.Select(
        Sample.AnyUsage("EUR").Array[2, 12], Sample.AnyTax).Sample((usages, tax) =>
    {
        var document = Number(Sample.Gathered(Sample.Customer(tax: tax), usages));

        Assert.That(document.Net.Minor, Is.EqualTo(usages.Sum(usage => usage.Charge.Minor)));
        Assert.That(document.Lines.Sum(line => line.Net.Minor), Is.EqualTo(document.Net.Minor));
        Assert.That(document.Lines.Select(line => line.Id), Is.EqualTo(Enumerable.Range(1, document.Lines.Count)));
        Assert.That(document.TaxSubtotals.Single().Base, Is.EqualTo(document.Net));
        Assert.That(document.Total, Is.EqualTo(document.Net + document.Tax));
        var next = 0;
        foreach (var session in document.Sessions!)
        {
            var own = document.Lines.Skip(next).Take(session.LineCount);
            Assert.That(own.Sum(line => line.Net.Minor), Is.EqualTo(session.Charge.Minor));
            next += session.LineCount;
        }

        Assert.That(next, Is.EqualTo(document.Lines.Count));
    });

    [TestCase("en", "20 Nov 2026, voice, peak", "20 Nov 2026, conference: connection fee")]
    [TestCase("cs", "20. 11. 2026, hovor, špička", "20. 11. 2026, konference: spojení")]
    [TestCase("de", "20.11.2026, Gespräch, Hauptzeit", "20.11.2026, Konferenz: Verbindungsentgelt")]
    public void A_line_among_several_sessions_says_the_day_and_what_it_was(string language, params string[] names)
    {
        var conference = Sample.Usage("b", new Money(5, "EUR"), Sample.Line(1, "leg", 0.05m, "connection"));

        var document = Number(Sample.Gathered(
            Sample.Customer() with { Language = language }, Sample.Small("a", 10), conference));

        Assert.That(document.Lines.Select(line => line.Name), Is.EqualTo(names));
    }

    [Test]
    public void An_invoice_of_one_session_has_no_list_of_sessions() =>
        Assert.That(Number(Sample.Invoice()).Sessions, Is.Null);

    [Test]
    public void A_half_of_tax_goes_away_from_zero()
    {
        var usage = Sample.Usage(new Money(250, "EUR"), Sample.Line(5, "min", 0.5m));
        var tax = new TaxTreatment { Category = TaxCategory.Standard, RatePercent = 0.6m };

        var invoice = Number(Sample.Invoice(usage, Sample.Customer(tax: tax)));

        Assert.That(invoice.Tax, Is.EqualTo(new Money(2, "EUR")));
    }

    [TestCase("2026-12-31T22:59:59.999Z", "2026-12-31", "CZ-2026-000007")]
    [TestCase("2026-12-31T23:00:00.000Z", "2027-01-01", "CZ-2027-000007")]
    public void It_is_issued_on_the_sellers_local_date(DateTimeOffset createdAt, string issueDate, string number)
    {
        var usage = Sample.Usage(new Money(250, "EUR"), Sample.Line(5, "min", 0.5m));

        var invoice = Number(Sample.Invoice(usage, Sample.Customer(), createdAt.UtcDateTime));

        Assert.That(invoice.IssueDate, Is.EqualTo(DateOnly.Parse(issueDate, null)));
        Assert.That(invoice.Number, Is.EqualTo(number));
    }

    [TestCase("Europe/Prague", "2026-12-31T23:30:00Z", "2027-01-01", "CZ-2027-000007")]
    [TestCase("America/New_York", "2026-12-31T23:30:00Z", "2026-12-31", "CZ-2026-000007")]
    [TestCase("America/New_York", "2027-01-01T05:00:00Z", "2027-01-01", "CZ-2027-000007")]
    [TestCase("Pacific/Auckland", "2026-12-31T11:00:00Z", "2027-01-01", "CZ-2027-000007")]
    public void A_year_turns_in_the_sellers_zone(
        string zone, DateTimeOffset createdAt, string issueDate, string number)
    {
        var usage = Sample.Usage(new Money(250, "EUR"), Sample.Line(5, "min", 0.5m)) with
        {
            EndedOn = new DateOnly(2026, 12, 31),
        };
        var (customer, seller) = (Sample.Customer(), Sample.Seller with { TimeZone = zone });
        var tax = TaxDecision.Given(customer.Tax!);

        var invoice = Number(Invoice.For(usage, customer, seller, tax, createdAt.UtcDateTime));

        Assert.That((invoice.IssueDate, invoice.Number), Is.EqualTo((DateOnly.Parse(issueDate, null), number)));
        Assert.That(invoice.DeliveryDate, Is.EqualTo(new DateOnly(2026, 12, 31)), "whenever it is invoiced");
    }

    [Test]
    public void It_is_delivered_on_the_sessions_last_local_date() =>
        Assert.That(Number(Sample.Invoice()).DeliveryDate, Is.EqualTo(new DateOnly(2026, 11, 20)));

    [Test]
    public void It_is_created_at_a_whole_millisecond()
    {
        var usage = Sample.Usage(new Money(250, "EUR"), Sample.Line(5, "min", 0.5m));

        var invoice = Sample.Invoice(usage, Sample.Customer(), Sample.CreatedAt.AddTicks(9_999));

        Assert.That(invoice.CreatedAt, Is.EqualTo(Sample.CreatedAt));
    }

    [Test]
    public void A_plan_in_another_currency_is_not_invoiced()
    {
        var usage = Sample.Usage(new Money(250, "EUR"), Sample.Line(5, "min", 0.5m));

        Assert.That(() => Sample.Invoice(usage, Sample.Customer("CZK")), Throws.InvalidOperationException
            .With.Message.Contains("charges customer acme in EUR, but the customer is billed in CZK"));
    }

    [Test]
    public void Nothing_is_not_invoiced() =>
        Assert.That(() => Sample.Invoice(Sample.Usage(new Money(0, "EUR")), Sample.Customer()),
            Throws.InvalidOperationException.With.Message.Contains("only a charge above 0"));

    private static InvoiceCreated Number(Invoice invoice) => invoice.Numbered(new InvoiceNumber(invoice.Series, 7));
}
