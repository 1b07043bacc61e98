using CsCheck;

namespace Charging.Payments.Tests.Collecting;

/// <summary>Whatever a gateway may answer, whenever a worker may crash.</summary>
public class RetryPlanPropertyTests
{
    [Test]
    public void Every_payment_comes_to_an_end() => RandomHistory.Any.Sample(history => history.Play());

    [Test]
    public void No_history_leads_past_the_ladder() => RandomHistory.Any.Sample(history =>
    {
        history.Play();
        var passing = history.Attempts.Count(attempt => attempt.DeclineClass is
            DeclineClass.Later or DeclineClass.Technical or DeclineClass.Unrecognized);
        return passing <= 1 + history.Options.Ladder.Count + history.Options.QuickTries.Count;
    });

    [Test]
    public void No_history_leads_past_a_networks_ceiling() => RandomHistory.Any.Sample(history =>
    {
        history.Play();
        return Starts(history).All(start => Ceiling.Of(start.Method).All(ceiling =>
        {
            var startedAt = history.Attempts[start.AttemptNo - 1].StartedAt;
            var ofOthers = ceiling.IsOfCard ? start.Seen.Elsewhere! : [];
            return history.Attempts.Select(attempt => (attempt.MethodToken, attempt.StartedAt))
                .Concat(ofOthers.Select(other => (other.MethodToken, other.StartedAt)))
                .Count(one => one.MethodToken == start.Method.Token &&
                    one.StartedAt > startedAt - ceiling.Window && one.StartedAt <= startedAt) <= ceiling.MostTries;
        }));
    });

    [Test]
    public void No_attempt_starts_while_the_outcome_of_another_is_open() => RandomHistory.Any.Sample(history =>
    {
        history.Play();
        return Starts(history).All(start => start.Seen.Attempts.All(attempt => !attempt.IsUnresolved));
    });

    [Test]
    public void No_attempt_starts_after_one_that_captured() => RandomHistory.Any.Sample(history =>
    {
        history.Play();
        return Starts(history).All(
                start => start.Seen.Attempts.All(attempt => attempt.Status != AttemptStatus.Captured)) &&
            history.Attempts.Count(attempt => attempt.Status == AttemptStatus.Captured) <= 1;
    });

    [Test]
    public void No_method_is_drawn_again_after_it_was_refused_for_good() => RandomHistory.Any.Sample(history =>
    {
        history.Play();
        return Starts(history).All(start =>
            !start.Customer.SuspendedTokens.Contains(start.Method.Token) &&
            start.Seen.Attempts.All(attempt =>
                attempt.MethodToken != start.Method.Token || attempt.DeclineClass != DeclineClass.Never));
    });

    [Test]
    public void No_method_is_drawn_again_before_what_hindered_it_may_be_mended() => RandomHistory.Any.Sample(history =>
    {
        history.Play();
        return Starts(history).All(start => start.Seen.Attempts.All(attempt =>
            attempt.MethodToken != start.Method.Token ||
            attempt.DeclineClass is not (DeclineClass.FixData or DeclineClass.CustomerAction) ||
            attempt.CustomerVersion < start.Customer.Version || attempt.AttemptNo <= start.Seen.RetryAskedAfter));
    });

    [Test]
    public void Attempts_are_numbered_without_a_gap() => RandomHistory.Any.Sample(history =>
    {
        history.Play();
        return history.Attempts.Select(attempt => attempt.AttemptNo)
            .SequenceEqual(Enumerable.Range(1, history.Attempts.Count));
    });

    [Test]
    public void Asked_again_before_an_alarm_the_plan_sets_the_same_alarm() => RandomHistory.Any.Sample(history =>
    {
        history.Play();
        return history.Steps.Where(step => step.Step.Alarm is not null).All(step => step.Step == RetryPlan.Next(
            step.Seen, step.Customer, step.Step.Alarm!.DueAt.AddMilliseconds(-1), history.Options));
    });

    private static IEnumerable<(PaymentMethod Method, int AttemptNo, History Seen, Customer Customer)> Starts(
        RandomHistory history) =>
        from step in history.Steps
        let start = step.Step as NextStep.Start
        where start is not null
        select (start.Method, start.AttemptNo, step.Seen, step.Customer);
}
