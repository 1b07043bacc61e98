using CsCheck;

namespace Charging.Invoicing.Tests.Crediting;

public class CreditNoteTests
{
    private readonly InvoiceCreated invoice = CreditSample.Invoice();

    [Test]
    public void A_whole_invoice_is_credited_line_by_line_as_it_was_issued()
    {
        var note = invoice.Left().Credit(new WholeCredit("Sorry")).Single();

        Assert.That(note.Lines, Is.EqualTo(invoice.Lines));
        Assert.That((note.Net, note.Tax, note.Total, note.Payable),
            Is.EqualTo((invoice.Net, invoice.Tax, invoice.Total, invoice.Total)));
        Assert.That(note.Rounding.Minor, Is.Zero);
    }

    [Test]
    public void It_names_the_invoice_and_why()
    {
        var note = invoice.Left().Credit(new WholeCredit("Sorry")).Single();

        Assert.That((note.Number, note.Series, note.InvoiceNumber, note.InvoiceIssueDate, note.Reason),
            Is.EqualTo(("CZ-2026-C000001", "CZ-2026-C######", invoice.Number, invoice.IssueDate, "Sorry")));
        Assert.That((note.Buyer, note.Seller, note.SessionId, note.AdjustmentId),
            Is.EqualTo((invoice.Buyer, invoice.Seller, invoice.SessionId, default(Guid?))));
    }

    [Test]
    public void A_line_is_credited_whole_or_by_an_amount()
    {
        var whole = invoice.Left().Credit(new LineCredit("Sorry", [2], null)).Single();
        var part = invoice.Left().Credit(new LineCredit("Sorry", [2], Euro(100))).Single();

        Assert.That(whole.Lines, Is.EqualTo((InvoiceLine[])[invoice.Lines[1]]));
        Assert.That((whole.Net, whole.Tax), Is.EqualTo((Euro(248), Euro(52))));
        Assert.That((part.Net, part.Tax, part.Payable), Is.EqualTo((Euro(100), Euro(21), Euro(121))));
        Assert.That(part.Lines.Select(x => (x.Id, x.Name, x.Quantity, x.UnitCode, x.UnitPrice)),
            Is.EqualTo(((int, string, decimal, string, decimal)[])[(2, "conference", 1, "C62", 1)]));
    }

    [Test]
    public void After_parts_of_it_the_whole_is_what_is_left()
    {
        var first = invoice.Left().Credit(new LineCredit("1", [2], Euro(100)));
        var rest = invoice.Left(first).Credit(new WholeCredit("2")).Single();

        Assert.That(rest.Lines.Select(line => (line.Id, line.Net)),
            Is.EqualTo(((int, Money)[])[(1, Euro(5)), (2, Euro(148))]));
        Assert.That(first[0].Payable + rest.Payable, Is.EqualTo(invoice.Total));
    }

    [Test]
    public void After_a_correction_that_named_no_line_the_rest_is_one_line()
    {
        var first = invoice.Left().Credit(new Correction(CreditSample.Adjustment(253, 200)));
        var rest = invoice.Left(first).Credit(new WholeCredit("all")).Single();

        Assert.That(rest.Lines.Select(line => (line.Id, line.Name, line.Net)),
            Is.EqualTo(((int, string, Money)[])[(3, "rest of the invoice", Euro(200))]));
        Assert.That(first[0].Payable + rest.Payable, Is.EqualTo(invoice.Total));
    }

    [Test]
    public void Each_note_has_its_own_exact_tax_and_together_they_give_back_what_one_would()
    {
        // 21 % of 0.02 is nothing, of 2.53 it is 0.53.
        Remainder left = invoice.Left();
        for (var i = 0; i < 124; i++)
            left = left with { Notes = [.. left.Notes, .. left.Credit(new LineCredit($"{i}", [2], Euro(2)))] };
        left = CreditSample.Finished(left);

        Assert.That(left.Notes.Take(124).Select(note => note.Tax.Minor), Has.All.Zero);
        Assert.That(left.Notes.Take(124).Select(note => note.Rounding.Minor).Distinct().Order(),
            Is.EqualTo((long[])[0, 1]));
        Assert.That(left.Notes.Take(3).Select(note => note.Payable.Minor), Is.EqualTo((long[])[2, 3, 2]));
        Assert.That(left.Payable.Minor, Is.Zero);
    }

    [Test]
    public void An_invoice_of_before_that_was_not_rounded_is_credited_as_it_was_drawn()
    {
        var usage = Sample.Usage(new Money(1234, "KWD"), Sample.Line(1, "leg", 1.234m, "connection"));
        var now = Sample.Invoice(usage, Sample.Customer("KWD")).Numbered(new InvoiceNumber("CZ-2026", 1));
        var before = now with { Total = now.Net + now.Tax, Rounding = Money.Zero("KWD") };

        Assert.That(before.Total.Minor, Is.EqualTo(1493));
        Assert.That(before.Left().Credit(new WholeCredit("all")).Single().Payable, Is.EqualTo(before.Total));
        Assert.That(now.Left().Credit(new WholeCredit("all")).Single().Payable.Minor, Is.EqualTo(1490));
    }

    [Test]
    public void However_an_invoice_is_credited_nothing_passes_it_and_all_of_it_adds_up_to_the_cent() =>
        CreditSample.AnyCredits.Sample(credited =>
        {
            var all = CreditSample.Finished(credited);
            var subtotals = all.Invoice.TaxSubtotals;
            for (var i = 0; i <= all.Notes.Count; i++)
            {
                var left = all with { Notes = [.. all.Notes.Take(i)] };
                Assert.That(subtotals.Select(left.BaseOf).Select(money => money.Minor), Has.All.Not.Negative);
                Assert.That(left.Payable.Minor, Is.Not.Negative);
                foreach (var line in left.Invoice.Lines)
                    Assert.That(left.Of(line).Minor * Math.Sign(line.Net.Minor), Is.Not.Negative);
            }

            foreach (var note in all.Notes)
            {
                Assert.That(note.Payable.Minor, Is.Positive);
                Assert.That(Math.Abs(note.Rounding.Minor), Is.LessThanOrEqualTo(subtotals.Count));
                Assert.That(note.Payable, Is.EqualTo(note.Net + note.Tax + note.Rounding));
            }

            Assert.That((all.Net.Minor, all.Payable.Minor), Is.EqualTo((0L, 0L)));
        });

    [Test]
    public void The_same_order_is_the_same_note_and_another_reason_is_another_note()
    {
        var order = new LineCredit("Sorry", [1, 2], null);

        Assert.That(order.IdOn(invoice.InvoiceId),
            Is.EqualTo(new LineCredit("Sorry", [2, 1], null).IdOn(invoice.InvoiceId)));
        Assert.That(
            (Guid[])[
                order.IdOn(invoice.InvoiceId), order.IdOn(Guid.Empty),
                new LineCredit("Sorry!", [1, 2], null).IdOn(invoice.InvoiceId),
                new LineCredit("Sorry", [1], null).IdOn(invoice.InvoiceId),
                new LineCredit("Sorry", [1], Euro(5)).IdOn(invoice.InvoiceId),
                new WholeCredit("Sorry").IdOn(invoice.InvoiceId)],
            Is.Unique);
    }

    [Test]
    public void A_year_counts_its_own_credit_notes_whatever_the_year_of_the_invoice() =>
        Assert.That(
            CreditNote.For(
                    new WholeCredit("Sorry"), [invoice.Left()], _ => Sample.Seller,
                    new DateTime(2026, 12, 31, 23, 0, 0, DateTimeKind.Utc))
                .Select(note => (note.IssueDate, $"{new InvoiceNumber(note.Series, 1)}")),
            Is.EqualTo([(new DateOnly(2027, 1, 1), "CZ-2027-C000001")]));

    private static Money Euro(long minor) => new(minor, "EUR");
}
