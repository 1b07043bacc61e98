namespace Charging.Sandbox.Tests.Confirming;

public sealed class BehaviourTests
{
    [TestCase("pm_ok")]
    [TestCase("pm_declined_insufficient_funds")]
    [TestCase("pm_declined_code_in_no_table")]
    [TestCase("pm_declines_2_then_ok")]
    [TestCase("pm_advice_do_not_try_again")]
    [TestCase("pm_sepa_pending_returned_AC04")]
    [TestCase("pm_slow_300__late__twice")]
    public void A_token_that_says_what_it_does_is_a_method(string token) =>
        Assert.That(Behaviour.Of(token), Is.Not.Null);

    [TestCase("")]
    [TestCase("pm_")]
    [TestCase("pm_slow_soon")]
    [TestCase("pm_chargeback_later")]
    [TestCase("pm_chargeback_60_won")]
    [TestCase("pm_chargeback_won_lost")]
    [TestCase("pm_ok__loud")]
    [TestCase("tok_ok")]
    public void Any_other_token_is_none(string token) => Assert.That(Behaviour.Of(token), Is.Null);

    [Test]
    public void A_limited_token_is_good_after_its_uses()
    {
        var behaviour = Behaviour.Of("pm_declined_do_not_honor_2_then_ok__twice")!;

        Assert.That(behaviour.After(0).Decline!.DeclineCode, Is.EqualTo("do_not_honor"));
        Assert.That(behaviour.After(1).Outcome, Is.EqualTo(Outcome.Declined));
        Assert.That(behaviour.After(2), Is.EqualTo(new Behaviour(Outcome.Captured) { Manner = Manner.Twice }));
    }

    [Test]
    public void A_token_without_a_limit_never_changes()
    {
        var behaviour = Behaviour.Of("pm_declined_do_not_honor")!;

        Assert.That(behaviour.After(1000), Is.SameAs(behaviour));
    }

    [Test]
    public void Manners_go_together() =>
        Assert.That(
            Behaviour.Of("pm_sepa_pending_ok__late__twice__early__swapped")!.Manner,
            Is.EqualTo(Manner.Late | Manner.Twice | Manner.Early | Manner.Swapped));

    /// <summary>Every token that the page for people names is one, and each of ours is on the page.</summary>
    [Test]
    public void The_table_for_people_is_the_table_of_the_code()
    {
        var page = File.ReadAllText(Path.Combine(TestBed.Bed.Root, "deploy", "sandbox", "README.md"));
        var named = page.Split('`').Where(word => word.StartsWith("pm_", StringComparison.Ordinal)).ToHashSet();

        Assert.That(named, Has.Count.GreaterThan(20));
        Assert.That(named.Select(token => token.Replace("CODE", "AC04").Replace("N", "2")).Where(
            token => Behaviour.Of(token) is null), Is.Empty);
    }
}
