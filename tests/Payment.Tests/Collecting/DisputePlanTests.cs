using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

public class DisputePlanTests
{
    private static readonly Guid Id = Guid.NewGuid();
    private static readonly Attempt First = Captured(1) with { ReturnedAt = Noon.AddDays(1) };
    private static readonly Attempt Second = Captured(2) with { StartedAt = Noon.AddDays(2) };

    [TestCase(ReturnReported.DisputeWon, ReturnReported.DisputeLost, 1)]
    [TestCase(ReturnReported.DisputeWon, ReturnReported.Disputed, 1)]
    [TestCase(ReturnReported.DisputeLost, ReturnReported.DisputeWon, 2)]
    [TestCase(ReturnReported.DisputeWon, ReturnReported.DisputeWon, 2)]
    public void Of_two_captures_the_one_that_is_here_pays(string first, string second, int pays)
    {
        var history = Twice(first, second);

        Assert.That(
            Next(history), Is.TypeOf<NextStep.Captured>().With.Property("Attempt").EqualTo(pays == 1 ? First : Second));
        Assert.That(
            DisputePlan.Surplus(history),
            (first, second) == (ReturnReported.DisputeWon, ReturnReported.DisputeWon) ? Is.EqualTo(First) : Is.Null);
    }

    [TestCase(ReturnReported.DisputeWon, ReturnReported.DisputeLost, true)]
    [TestCase(ReturnReported.DisputeLost, ReturnReported.DisputeWon, true)]
    [TestCase(ReturnReported.DisputeWon, ReturnReported.DisputeWon, false)]
    public void Once_what_was_drawn_twice_was_given_back_whichever_is_away_is_owed(
        string first, string second, bool isOwed) =>
        Assert.That(
            Next(Twice(first, second) with { IsSurplusGivenBack = true }),
            Is.TypeOf(isOwed ? typeof(NextStep.Reverse) : typeof(NextStep.Captured)));

    [Test]
    public void Where_both_are_away_nothing_is_drawn() =>
        Assert.That(
            Next(Twice(ReturnReported.DisputeLost, ReturnReported.DisputeLost)), Is.TypeOf<NextStep.Reverse>());

    [Test]
    public void A_decline_of_before_the_return_is_no_try_after_it()
    {
        var before = Started(Id, 2, "tok_2") with
        {
            Status = AttemptStatus.Declined,
            DeclineClass = DeclineClass.Later,
            ResolvedAt = Noon,
        };
        var history = new History([First, before], Noon, 0)
        {
            Disputes = [Told("pay_1", ReturnReported.DisputeLost)], KnownTokens = ["tok_1", "tok_2"],
        };

        Assert.That(Next(history), Is.TypeOf<NextStep.AwaitMethod>());
    }

    [Test]
    public void An_end_without_a_time_comes_after_its_beginning()
    {
        var begun = Told("pay_1", ReturnReported.Disputed);

        var won = begun.After(Report("pay_1", ReturnReported.DisputeWon) with { At = null });

        Assert.That((won.Status, won.IsAway, won.ReportedAt), Is.EqualTo((DisputeStatus.Won, false, begun.ReportedAt)));
    }

    private static NextStep Next(History history) => RetryPlan.Next(
        history, Customer("acme", "tok_1", "tok_2"), Noon.AddDays(3), new RetryOptions());

    private static History Twice(string first, string second) => new([First, Second], Noon, 0)
    {
        Disputes = [Told("pay_1", first), Told("pay_2", second)], KnownTokens = ["tok_1"],
    };

    private static Attempt Captured(int number) => Started(Id, number, $"tok_{number}") with
    {
        Status = AttemptStatus.Captured,
        GatewayReference = $"pay_{number}",
        ResolvedAt = Noon,
    };

    private static Dispute Told(string capture, string reason) => Dispute.First(Report(capture, reason), capture);

    private static ReturnReported Report(string capture, string reason) => new()
    {
        InvoiceId = Id, Reason = reason, GatewayReference = $"dp_{capture}", CaptureReference = capture,
        Amount = Euro(1210), At = Noon.AddDays(1),
    };
}
