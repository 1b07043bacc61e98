using Charging.Documents.Pdf;
using Charging.Documents.Pdf.Fonts;

namespace Charging.Documents.Tests.Pdf;

public class SpacingTests
{
    private static readonly Font Font = Font.Regular;

    [Test]
    public void In_running_text_pairs_are_kerned()
    {
        var gaps = new int[3];

        var width = Spacing.Kern("AVH", Font, gaps);

        Assert.That(gaps, Is.EqualTo(new[] { 0, Font.Between('A', 'V'), 0 }));
        Assert.That(width, Is.EqualTo("AVH".Sum(Font.WidthOf) + gaps[1]));
        Assert.That(gaps[1], Is.Negative);
    }

    [TestCase("1,111.11", "8,888.88")]
    [TestCase("17.40 EUR", "69.08 EUR")]
    public void In_columns_every_figure_has_the_same_room(string narrow, string wide)
    {
        var width = Spacing.Align(narrow, Font, new int[narrow.Length]);

        Assert.That(width, Is.EqualTo(Spacing.Align(wide, Font, new int[wide.Length])));
        Assert.That(
            width, Is.EqualTo(narrow.Sum(one => Font.WidthOf(char.IsAsciiDigit(one) ? '0' : one))), "and no more");
    }

    [Test]
    public void A_figure_stands_in_the_middle_of_its_room()
    {
        var gaps = new int[2];

        Spacing.Align("1.", Font, gaps);

        Assert.That(gaps[0], Is.EqualTo(gaps[1]).Within(1).And.Positive);
        Assert.That(gaps.Sum(), Is.EqualTo(Font.WidthOf('0') - Font.WidthOf('1')));
    }

    [Test]
    public void Nothing_takes_no_room() => Assert.That(
        (Spacing.Kern("", Font, []), Spacing.Align("", Font, [])), Is.EqualTo((0, 0)));
}
