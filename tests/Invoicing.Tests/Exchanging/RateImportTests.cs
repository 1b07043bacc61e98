using static Charging.Invoicing.Tests.Exchanging.Bulletin;

namespace Charging.Invoicing.Tests.Exchanging;

public class RateImportTests
{
    private static readonly IReadOnlyList<KeptRate> Before = Kept(Thursday);

    [Test]
    public void What_is_new_is_kept()
    {
        var import = RateImport.Of(Read(Friday), Before, isConfirmed: false);

        Assert.That((import.New.Count, import.Known), Is.EqualTo((5, 0)));
        Assert.That(import.Jumps.Concat(import.Faults), Is.Empty);
        Assert.That(import.New.Count(rate => rate.IsSetAside), Is.Zero);
    }

    [Test]
    public void The_same_file_twice_changes_nothing()
    {
        var import = RateImport.Of(Read(Friday), Kept(Thursday, Friday), isConfirmed: false);

        Assert.That((import.New.Count, import.Known, import.Faults.Count), Is.EqualTo((0, 5, 0)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Another_rate_than_was_kept_is_refused_and_nothing_is_kept(bool isConfirmed)
    {
        var import = RateImport.Of(Read(Friday.Replace("24.310", "24.311")), Kept(Thursday, Friday), isConfirmed);

        Assert.That(import.Faults, Is.EqualTo((string[])[
            "rates.txt, line 3: EUR on 2026-11-27 is 24.311 for 1, but 24.310 for 1 was imported before, and taxes " +
            "may have been converted by it; see which of the two was published."]));
        Assert.That(import.New, Is.Empty);
    }

    [TestCase("29.082", false)] // a fifth exactly
    [TestCase("29.083", true)]
    [TestCase("19.388", false)]
    [TestCase("19.387", true)]
    [TestCase("2.4310", true)]
    public void A_jump_of_more_than_a_fifth_is_set_aside(string rate, bool jumps)
    {
        var read = Read(Friday.Replace("24.310", rate));
        var import = RateImport.Of(read, Before, isConfirmed: false);

        Assert.That(import.New.Where(one => one.IsSetAside).Select(one => one.Rate.Currency),
            Is.EqualTo(jumps ? (string[])["EUR"] : []));
        Assert.That(import.Jumps, Has.Count.EqualTo(jumps ? 1 : 0));
        Assert.That(RateImport.Of(read, Before, isConfirmed: true).New.Count(one => one.IsSetAside), Is.Zero);
    }

    [Test]
    public void A_jump_is_said_with_its_line_and_how_far_it_is() =>
        Assert.That(
            RateImport.Of(Read(Friday.Replace("24.310", "31.000")), Before, isConfirmed: false).Jumps.Single(),
            Is.EqualTo("rates.txt, line 3: EUR on 2026-11-27 is +27 % off its rate of 2026-11-26"));

    [TestCase(Own, "4.2515", "0.0000000001", "999999999999.9999999999", "+999999999999999999999800 %")]
    [TestCase(XmlDay, "1.0891", "12345678901.1234567891", "98765432109.9876543211", "-88 %")]
    public void However_far_it_jumps_it_is_set_aside(string text, string right, string first, string then, string jump)
    {
        var before = Kept(text.Replace(right, first).Replace("2026-11-27", "2026-11-25"));

        var import = RateImport.Of(Read(text.Replace(right, then)), before, isConfirmed: false);

        Assert.That(import.New.Count(one => one.IsSetAside), Is.EqualTo(1));
        Assert.That(import.Jumps.Single(), Does.Contain(jump));
    }

    [Test]
    public void What_is_set_aside_is_no_measure_for_the_next_day_and_may_be_confirmed_or_replaced()
    {
        KeptRate Aside(KeptRate one) => one with { IsSetAside = one.Rate.Currency == "EUR" };
        IReadOnlyList<KeptRate> aside = [.. Before, .. Kept(Friday.Replace("24.310", "31.000")).Select(Aside)];
        var jumped = aside.Single(one => one.IsSetAside);

        Assert.That(RateImport.Of(Read(Monday), aside, isConfirmed: false).Jumps, Is.Empty, "measured by Thursday's");
        var again = RateImport.Of(Read(Friday.Replace("24.310", "31.000")), aside, isConfirmed: false);
        Assert.That((again.New.Count, again.Known, again.Jumps.Count), Is.EqualTo((0, 5, 1)), "still set aside");
        var confirmed = RateImport.Of(Read(Friday.Replace("24.310", "31.000")), aside, isConfirmed: true);
        Assert.That(confirmed.New.Single(), Is.EqualTo(jumped with { IsSetAside = false }));
        var replaced = RateImport.Of(Read(Friday), aside, isConfirmed: false);
        Assert.That((replaced.New.Single().Rate.Amount, replaced.Known), Is.EqualTo((24.310m, 4)));
    }

    [Test]
    public void Within_a_file_each_day_is_measured_by_the_one_before_it()
    {
        var import = RateImport.Of(Read(EcbDays.Replace("1.0902", "0.8")), [], isConfirmed: false);

        Assert.That(import.New.Where(one => one.IsSetAside).Select(one => (one.Rate.Currency, one.Rate.Day)),
            Is.EqualTo(((string, DateOnly)[])[("USD", new(2026, 11, 27))]));
    }
}
