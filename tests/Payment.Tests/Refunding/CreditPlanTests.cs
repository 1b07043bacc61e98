using CsCheck;

namespace Charging.Payments.Tests.Refunding;

public class CreditPlanTests
{
    private static readonly InvoiceCreated Invoice = Sample.Invoice();
    private static readonly Refundable Paid = new(Invoice.Number, "Captured", 1210, "EUR", "pay_1");

    [TestCase(0, 605, 605)]
    [TestCase(200, 605, 405)]
    [TestCase(605, 605, 0)]
    [TestCase(1000, 605, 0)]
    [TestCase(1000, 1210, 210)]
    [TestCase(1210, 1210, 0)]
    public void What_a_person_gave_back_before_is_not_given_back_again(long before, long credited, long back)
    {
        var note = Note(credited);

        Assert.That(CreditPlan.ToGiveBack(note, Given(before), [note]), Is.EqualTo(Sample.Euro(back)));
    }

    [Test]
    public void Each_of_several_notes_gives_back_its_own()
    {
        var (first, second) = (Note(300), Note(400));

        Assert.That(CreditPlan.ToGiveBack(first, Paid, [first, second]), Is.EqualTo(Sample.Euro(300)));
        Assert.That(CreditPlan.ToGiveBack(second, Given(300), [first, second]), Is.EqualTo(Sample.Euro(400)));
    }

    [Test]
    public void A_refund_that_did_not_arrive_is_a_persons_and_not_that_of_the_next_note()
    {
        var (first, second) = (Note(300), Note(400));
        var failed = Paid with { Refunds = [Refund(1, 300) with { Status = RefundStatus.Failed }] };

        Assert.That(CreditPlan.ToGiveBack(second, failed, [first, second]), Is.EqualTo(Sample.Euro(400)));
    }

    [TestCase("Captured", null, "Refunded")]
    [TestCase("Reversed", null, "NotOwed")]
    [TestCase("Abandoned", AbandonReason.RetriesUsedUp, "NotOwed")]
    [TestCase("Abandoned", AbandonReason.Credited, "NeverDrawn")]
    [TestCase("Initial", null, null)]
    [TestCase("WaitingToRetry", null, null)]
    [TestCase("AwaitingCustomer", null, null)]
    [TestCase("Resolving", null, null)]
    [TestCase("Pending", null, null)]
    [TestCase("NeedsReview", null, null)]
    public void What_becomes_of_it_depends_on_the_payment(string state, AbandonReason? reason, string? outcome)
    {
        var note = Note(1210);

        Assert.That(
            $"{CreditPlan.OutcomeOf(note, Paid with { State = state, AbandonReason = reason }, [note])}",
            Is.EqualTo(outcome ?? ""));
    }

    [TestCase(1210, false, "Refunded", 605)]
    [TestCase(1210, true, "", 605)]
    [TestCase(800, false, "Refunded", 195)]
    [TestCase(605, false, "NotOwed", 0)]
    [TestCase(100, true, "NotOwed", 0)]
    public void Of_what_a_dispute_took_in_part_a_note_gives_back_what_the_bank_has_not(
        long credited, bool isDisputed, string outcome, long back)
    {
        var note = Note(credited);
        var half = Paid with { State = "Reversed", HereMinor = 605, IsDisputed = isDisputed };

        Assert.That($"{CreditPlan.OutcomeOf(note, half, [note])}", Is.EqualTo(outcome));
        Assert.That(CreditPlan.ToGiveBack(note, half, [note]), Is.EqualTo(Sample.Euro(back)));
    }

    [Test]
    public void Where_refunds_came_first_no_refund_follows()
    {
        var note = Note(605);

        Assert.That(CreditPlan.OutcomeOf(note, Given(605), [note]), Is.EqualTo(CreditOutcome.GivenBackBefore));
    }

    /// <summary>Positive: a note. Negative: a person gives so much back, as far as it is left.</summary>
    [Test]
    public void In_whatever_order_notes_and_refunds_come_the_credit_is_given_back_once_and_the_capture_at_most() =>
        Gen.Long[-1210, 1210].Array[1, 12].Sample(steps =>
        {
            var payment = Paid;
            List<Credit> notes = [];
            var left = 1210L;
            foreach (var step in steps)
            {
                var amount = step < 0 ? Math.Min(-step, payment.Left.Minor) : 0;
                if (step > 0 && left > 0)
                {
                    notes.Add(Note(Math.Min(step, left)));
                    left -= notes[^1].PayableMinor;
                    amount = CreditPlan.ToGiveBack(notes[^1], payment, notes).Minor;
                }

                if (amount > 0)
                    payment = Given(payment, amount);
                var credited = notes.Sum(note => note.PayableMinor);
                Assert.That(payment.GivenBack.Minor, Is.InRange(credited, 1210));
            }
        });

    [Test]
    public void The_reason_is_cut_between_letters_to_what_a_customer_reads()
    {
        var reason = string.Concat(Enumerable.Repeat("👩‍🚀 ", 60));

        var order = (Note(100) with { Reason = reason }).ToOrder(Sample.Euro(100));

        Assert.That(order.Reason, Has.Length.LessThanOrEqualTo(200).And.EndsWith("👩‍🚀…"));
        Assert.That(Paid.ObjectionTo(order.Amount, order.Reason), Is.Null);
    }

    [TestCase("  ")]
    [TestCase("")]
    public void A_note_without_a_reason_is_named_by_its_number(string reason)
    {
        var note = Note(100) with { Reason = reason };

        Assert.That(note.ToOrder(Sample.Euro(100)).Reason, Is.EqualTo(note.CreditNoteNumber));
    }

    private static Credit Note(long payable) => Credit.Of(Invoice.Note(payable, 0), Sample.Noon);

    private static Refundable Given(long minor) => minor == 0 ? Paid : Given(Paid, minor);

    private static Refundable Given(Refundable payment, long minor) =>
        payment with { Refunds = [.. payment.Refunds, Refund(payment.Refunds.Count + 1, minor)] };

    private static Refund Refund(int refundNo, long minor) =>
        Charging.Payments.Refunding.Refund.Start(
            Note(minor).ToOrder(Sample.Euro(minor)), Paid, Sample.Noon, Sample.Noon) with
        { RefundNo = refundNo };
}
