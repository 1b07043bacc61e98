using Charging.Contracts.Cards;

namespace Charging.Contracts.Tests.Cards;

/// <summary>How many are found that are none, and how many are not that are.</summary>
public class CardRatesTests
{
    private static IEnumerable<string> Kinds => HonestNumbers.Kinds.Select(kind => kind.Kind);

    [Test]
    public void Of_a_thousand_cards_of_six_networks_all_are_found()
    {
        var missed = TestCards.Texts(1_000).Where(text => !CardNumber.IsIn(text)).ToList();

        Assert.That(missed, Is.Empty);
        Assert.That(TestCards.Texts(1_000).Select(CardNumber.Masked).Where(CardNumber.IsIn), Is.Empty);
    }

    [TestCaseSource(nameof(Kinds))]
    public void Of_a_thousand_honest_numbers_none_is_taken_for_a_card(string kind)
    {
        var draw = HonestNumbers.Kinds.Single(one => one.Kind == kind).Draw;
        var random = new Random(20261129);

        var numbers = Enumerable.Range(0, 1_000).Select(i => draw(random, i)).ToList();

        Assert.That(numbers.Where(CardNumber.IsIn), Is.Empty);
        Assert.That(numbers.Select(number => $"from {number} on").Where(CardNumber.IsIn), Is.Empty);
    }

    [Test]
    public void Of_numbers_that_mean_nothing_one_in_a_hundred_looks_like_a_card_and_no_more()
    {
        var random = new Random(20261129);
        var numbers = Enumerable.Range(0, 100_000).Select(_ => string.Concat(
            Enumerable.Range(0, random.Next(13, 20)).Select(i => i == 0 ? random.Next(1, 10) : random.Next(10))));

        Assert.That(numbers.Count(CardNumber.IsIn), Is.InRange(500, 1_100));
    }
}
