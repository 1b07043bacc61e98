namespace Charging.Invoicing.Tests.Crediting;

/// <summary>What is not credited, and what is said about it.</summary>
public class RefusedCreditTests
{
    private readonly InvoiceCreated invoice = CreditSample.Invoice();

    [Test]
    public void An_invoice_is_credited_whole_only_once() =>
        Refused(new WholeCredit("again"), new WholeCredit("Sorry"),
            "Nothing is left of invoice CZ-2026-000001: it is credited whole by CZ-2026-C000001.");

    [Test]
    public void A_line_is_credited_whole_only_once() =>
        Refused(new LineCredit("again", [1], null), new LineCredit("Sorry", [1], null),
            "Line 1 of invoice CZ-2026-000001 is credited whole already");

    [Test]
    public void No_more_than_is_left_of_a_line() =>
        Refused(new LineCredit("again", [2], new Money(149, "EUR")), new LineCredit("1", [2], new Money(100, "EUR")),
            "Of line 2 of invoice CZ-2026-000001 1.48 EUR is left, so 1.49 EUR of it cannot be credited");

    [Test]
    public void No_more_than_is_left_after_a_correction_that_named_no_line() =>
        Refused(new LineCredit("again", [2], null), new Correction(CreditSample.Adjustment(253, 200)),
            "2.48 EUR is more than the 2.00 EUR that is left of invoice CZ-2026-000001 at 21 %");

    [Test]
    public void A_correction_takes_no_more_than_a_person_left() =>
        Refused(
            new Correction(CreditSample.Adjustment(253, 200)), new LineCredit("Sorry", [2], null),
            "is to be credited 0.53 EUR", "CZ-2026-000001 with 0.05 EUR left", "a person credited them before");

    [TestCase(0)]
    [TestCase(3)]
    public void A_line_that_is_not_there(int id) =>
        Refused(new LineCredit("Sorry", [id], null), null, $"has no line {id}, but 1 to 2");

    [TestCase(0)]
    [TestCase(-5)]
    public void An_amount_that_is_none(long minor) =>
        Refused(new LineCredit("Sorry", [1], new Money(minor, "EUR")), null, "cannot be credited");

    [Test]
    public void A_line_that_cut_the_price_is_credited_only_with_what_it_cut()
    {
        var cut = Sample.Invoice(
            Sample.Usage(
                new Money(400, "EUR"), Sample.Line(1, "session", 5), Sample.Line(1, "session", -1, "maximum charge")),
            Sample.Customer()).Numbered(new InvoiceNumber("CZ-2026", 1));

        Assert.That(() => cut.Left().Credit(new LineCredit("Sorry", [2], null)),
            Throws.TypeOf<CreditRefusedException>().With.Message.Contains("would give nothing back"));
        Assert.That(() => cut.Left().Credit(new LineCredit("Sorry", [1], null)),
            Throws.TypeOf<CreditRefusedException>().With.Message.Contains("5.00 EUR is more than the 4.00 EUR"));
        Assert.That(cut.Left().Credit(new LineCredit("Sorry", [1, 2], null)).Single().Total, Is.EqualTo(cut.Total));
    }

    [TestCase("", "", "The reason is empty")]
    [TestCase("Sorry", "5", "An amount is of one line")]
    [TestCase("For card 4242 4242 4242 4242", "", "holds a card number")]
    public void A_command_that_is_no_order(string reason, string amount, string why) =>
        Assert.That(
            () => CreditCommand.OrderOf(invoice, reason, [], amount.Length > 0 ? amount : null),
            Throws.TypeOf<CreditRefusedException>().With.Message.Contains(why));

    [Test]
    public void A_reason_that_does_not_fit_on_the_note()
    {
        Assert.That(
            () => CreditCommand.OrderOf(invoice, new string('x', 201), [], null),
            Throws.TypeOf<CreditRefusedException>().With.Message.Contains("has 201 characters"));
        Assert.That(
            CreditCommand.OrderOf(invoice, new string('x', 200), [], null),
            Is.EqualTo(new WholeCredit(new string('x', 200))));
    }

    [TestCase("0.005")]
    [TestCase("-1")]
    [TestCase("1,50")]
    [TestCase("1e2")]
    [TestCase("")]
    public void An_amount_that_cannot_be_read(string amount) =>
        Assert.That(
            () => CreditCommand.OrderOf(invoice, "Sorry", [1], amount),
            Throws.TypeOf<CreditRefusedException>().With.Message.Contains("is no amount in EUR"));

    [Test]
    public void A_command_is_read_as_its_order()
    {
        Assert.That(CreditCommand.OrderOf(invoice, "Sorry", [], null), Is.EqualTo(new WholeCredit("Sorry")));
        var order = (LineCredit)CreditCommand.OrderOf(invoice, "Sorry", [2], "1.5");
        Assert.That((order.Ids, order.Amount), Is.EqualTo(((int[])[2], new Money(150, "EUR"))));
    }

    private void Refused(CreditOrder order, CreditOrder? before, params string[] says)
    {
        var notes = before is null ? [] : invoice.Left().Credit(before);
        var refusal = Assert.Throws<CreditRefusedException>(() => invoice.Left(notes).Credit(order));
        foreach (var words in says) Assert.That(refusal.Message, Does.Contain(words));
    }
}
