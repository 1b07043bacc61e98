using CsCheck;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

/// <summary>
/// Reports of a payment's disputes, of the whole or of a part, in any order and number, between attempts, customers'
/// changes, persons' words, credit notes and crashes: nothing is drawn while a dispute is open, never more than twice,
/// and the second only after the first went for good, whole, and where nothing is credited.
/// </summary>
public class DisputePropertyTests
{
    private static readonly RetryOptions Options = new();

    private static readonly Gen<Step[]> Histories = Gen.Select(
        Gen.Int[0, 8], Gen.Int[0, 20], Gen.Bool, (deed, day, flag) => new Step(deed, day, flag)).Array[1, 25];

    [Test]
    public void No_debt_is_drawn_twice_while_it_is_paid_or_in_dispute() =>
        Histories.Sample(steps =>
        {
            var played = new Played();
            foreach (var step in steps) played.Do(step);
            Assert.That(played.Captures, Is.LessThanOrEqualTo(2));
        }, iter: 20_000);

    [Test]
    public void The_same_reports_in_any_order_and_number_leave_the_same_dispute() =>
        Gen.Select(Gen.Int[0, 2].Array[1, 6], Gen.Int[0, 1_000_000]).Sample((reasons, seed) =>
        {
            var told = reasons.Select((reason, day) => Report("dp_1", "pay_1", reason, day + 1)).ToList();
            var inOrder = Kept(told);
            var shuffled = told.Concat(told).ToArray();
            new Random(seed).Shuffle(shuffled);

            var anyhow = Kept(shuffled);

            Assert.That((anyhow.Status, anyhow.IsAway), Is.EqualTo((inOrder.Status, inOrder.IsAway)));
        }, iter: 20_000);

    private static Dispute Kept(IEnumerable<ReturnReported> told) => told.Aggregate(
        (Dispute?)null, (kept, report) => kept?.After(report) ?? Dispute.First(report, "pay_1"))!;

    private static ReturnReported Report(string dispute, string capture, int reason, int day) => new()
    {
        InvoiceId = Guid.Empty,
        Reason = reason switch
        {
            0 => ReturnReported.Disputed,
            1 => ReturnReported.DisputeLost,
            _ => ReturnReported.DisputeWon,
        },
        GatewayReference = dispute,
        CaptureReference = capture,
        Amount = Euro(1210),
        At = Noon.AddDays(day),
    };

    private readonly record struct Step(int Deed, int Day, bool Flag);

    /// <summary>A payment as the saga would move it, with what the gateway has drawn.</summary>
    private sealed class Played
    {
        private static readonly Guid Id = Guid.NewGuid();

        private List<Attempt> attempts = [Started(Id, 1, "tok_0") with
        {
            Status = AttemptStatus.Captured, GatewayReference = "pay_1", ResolvedAt = Noon,
        }];

        private readonly Dictionary<string, Dispute> disputes = [];
        private Customer customer = Customer("acme", "tok_0");
        private DateTime now = Noon;
        private int asked;
        private bool isOnItsWay;
        private bool isCredited;

        public int Captures => attempts.Count(one => one.Status == AttemptStatus.Captured);

        public void Do(Step step)
        {
            now = now.AddHours(1);
            switch (step.Deed)
            {
                case < 3:
                    var capture = step.Flag && Captures == 2 ? "pay_2" : "pay_1";
                    var part = step.Day % 3;
                    var told = Report($"dp_{capture}_{part}", capture, step.Deed, step.Day) with
                    {
                        Amount = Euro(part == 0 ? 1210 : 605),
                    };
                    if (!disputes.ContainsKey(told.GatewayReference) && !HasRoom(told)) return;
                    disputes[told.GatewayReference] = disputes.TryGetValue(told.GatewayReference, out var kept)
                        ? kept.After(told)
                        : Dispute.First(told, capture);
                    break;
                case 3:
                    customer = Customer("acme", $"tok_{step.Day}") with { Version = customer.Version + 1 };
                    break;
                case 4:
                    asked = attempts.Count;
                    break;
                case 6:
                    isCredited |= step.Flag && step.Day == 0;
                    break;
                case 7:
                    return; // a crash before it is decided
                case 5 when isOnItsWay:
                    isOnItsWay = false;
                    attempts[^1] = attempts[^1] with
                    {
                        Status = step.Flag ? AttemptStatus.Captured : AttemptStatus.Declined,
                        DeclineClass = step.Flag ? null : DeclineClass.Later,
                        GatewayReference = step.Flag ? $"pay_{Captures + 1}" : null,
                        ResolvedAt = now,
                    };
                    break;
            }

            Decide();
        }

        private bool HasRoom(ReturnReported told) => 1210 >= told.Amount.Minor + disputes.Values
            .Where(one => one.CaptureReference == told.CaptureReference).Sum(one => one.AmountMinor);

        private void Decide()
        {
            switch (RetryPlan.Next(History(), customer, now, Options))
            {
                case NextStep.AwaitMethod wait:
                    attempts = [.. attempts.Select(one =>
                        one == wait.Returned ? one with { ReturnedAt = one.ReturnedAt ?? now } : one)];
                    break;
                case NextStep.Reverse { Reopens: true } or NextStep.Reinstate:
                    attempts = [.. attempts.Select(one => one with { ReturnedAt = null })];
                    break;
                case NextStep.Start start:
                    Assert.That(attempts.Where(one => one.Status == AttemptStatus.Captured), Has.All.Matches<Attempt>(
                        one => one!.ReturnedAt is not null && disputes.Values.Where(dispute =>
                            dispute.CaptureReference == one.GatewayReference
                            && dispute is { IsAway: true, Status: DisputeStatus.Lost })
                            .Sum(dispute => dispute.AmountMinor) == one.AmountMinor), "what was drawn is gone");
                    Assert.That(isCredited, Is.False, "and all of it is owed");
                    Assert.That(start.AttemptNo, Is.EqualTo(attempts.Count + 1));
                    Assert.That(start.Method?.Token, Is.Not.EqualTo("tok_0"));
                    attempts.Add(Started(Id, start.AttemptNo, start.Method!.Token) with { StartedAt = now });
                    isOnItsWay = true;
                    break;
            }

            Assert.That(
                attempts.Count(one => one is { Status: AttemptStatus.Captured, ReturnedAt: null }), Is.LessThan(2));
            Assert.That(attempts.Count(one => one.ReturnedAt is not null), Is.LessThan(2));
        }

        private History History() => new(attempts, Noon, asked)
        {
            Disputes = [.. disputes.Values], KnownTokens = ["tok_0"], IsUntouched = !isCredited,
        };
    }
}
