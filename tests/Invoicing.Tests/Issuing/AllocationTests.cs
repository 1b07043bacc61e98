namespace Charging.Invoicing.Tests;

public class AllocationTests
{
    [Test]
    public void Lines_that_add_up_are_rounded_and_left_alone() =>
        Assert.That(Over(253, 0.05m, 2.4783m), Is.EqualTo(new[] { 5, 248 }));

    [Test]
    public void A_missing_cent_goes_to_the_line_that_lost_most() =>
        Assert.That(Over(101, 0.333m, 0.334m, 0.338m), Is.EqualTo(new[] { 33, 34, 34 }));

    [Test]
    public void A_cent_too_many_is_taken_from_the_line_that_won_most() =>
        Assert.That(Over(111, 1.00m, 0.056m, 0.055m), Is.EqualTo(new[] { 100, 6, 5 }));

    [Test]
    public void Among_equal_lines_the_first_gives_way() =>
        Assert.That(Over(1, 0.005m, 0.005m), Is.EqualTo(new[] { 0, 1 }));

    [Test]
    public void A_line_that_needed_no_rounding_never_gives_way() =>
        Assert.That(Over(112, 1.00m, 0.113m), Is.EqualTo(new[] { 100, 12 }));

    [Test]
    public void A_cut_is_rounded_away_from_zero_too() =>
        Assert.That(Over(100, 1.125m, -0.125m), Is.EqualTo(new[] { 113, -13 }));

    [Test]
    public void Lines_a_whole_unit_from_the_charge_are_refused() =>
        Assert.That(() => Over(254, 0.05m, 2.48m),
            Throws.InvalidOperationException.With.Message.Contains("253").And.Message.Contains("254"));

    private static long[] Over(long charge, params Rational[] amounts) =>
        [.. Allocation.Over(amounts, new Money(charge, "EUR")).Select(net => net.Minor)];
}
