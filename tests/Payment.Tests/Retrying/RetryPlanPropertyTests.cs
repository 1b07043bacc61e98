using CsCheck;

namespace Charging.Payments.Tests.Retrying;

/// <summary>Whatever a gateway may answer, whenever a worker may crash.</summary>
public class RetryPlanPropertyTests
{
    [Test]
    public void Every_payment_comes_to_an_end() => RandomHistory.Any.Sample(history => history.Play());

    [Test]
    public void No_history_leads_past_the_ladder() => RandomHistory.Any.Sample(history =>
    {
        history.Play();
        var most = 1 + history.Options.Ladder.Count + history.Options.QuickTries.Count + history.Methods.Count;
        return history.Attempts.Count <= most;
    });

    [Test]
    public void No_attempt_starts_while_the_outcome_of_another_is_open() => RandomHistory.Any.Sample(history =>
    {
        history.Play();
        return Starts(history).All(start => start.Seen.All(attempt => !attempt.IsUnresolved));
    });

    [Test]
    public void No_attempt_starts_after_one_that_captured() => RandomHistory.Any.Sample(history =>
    {
        history.Play();
        return Starts(history).All(start => start.Seen.All(attempt => attempt.Status != AttemptStatus.Captured)) &&
            history.Attempts.Count(attempt => attempt.Status == AttemptStatus.Captured) <= 1;
    });

    [Test]
    public void No_method_is_drawn_again_after_it_was_refused_for_good() => RandomHistory.Any.Sample(history =>
    {
        history.Play();
        return Starts(history).All(start => start.Seen.All(attempt =>
            attempt.MethodToken != start.Token ||
            attempt.DeclineClass is not (DeclineClass.Never or DeclineClass.FixData)));
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
            step.Seen, history.Methods, Sample.Noon, step.Step.Alarm!.DueAt.AddMilliseconds(-1), history.Options));
    });

    private static IEnumerable<(string Token, IReadOnlyList<Attempt> Seen)> Starts(RandomHistory history) =>
        from step in history.Steps
        where step.Step is NextStep.Start
        select (((NextStep.Start)step.Step).Method.Token, step.Seen);
}
