using Charging.Documents.Pdf.Fonts;

namespace Charging.Documents.Tests.Pdf;

public class FontTests
{
    private static readonly Font[] Fonts = [Font.Regular, Font.SemiBold];

    private static IEnumerable<FontPart> Parts => Fonts.SelectMany(font => font.Parts);

    [TestCase("LATINS+Inter-Regular")]
    [TestCase("GRECYR+Inter-Regular")]
    [TestCase("OTHERS+Inter-Regular")]
    [TestCase("LATINS+Inter-SemiBold")]
    [TestCase("GRECYR+Inter-SemiBold")]
    [TestCase("OTHERS+Inter-SemiBold")]
    public void The_letters_that_are_told_are_those_that_have_a_shape_and_as_wide(string name)
    {
        var part = Parts.Single(part => part.Name == name);
        var shapes = CffFont.Unpacked(part.Shapes);

        Assert.That(shapes.Name, Is.EqualTo(name));
        Assert.That(shapes.Registry, Is.EqualTo(new[] { "Adobe", "Identity" }));
        Assert.That(shapes.Numbers.Skip(1), Is.EqualTo(part.Letters.Select(one => (int)one.Letter)));
        Assert.That(shapes.Widths.Skip(1), Is.EqualTo(part.Letters.Select(one => one.Width)));
        Assert.That(shapes.Keys, Has.None.EqualTo((12 << 8) + 7), "of another unit than a thousandth");
    }

    [Test]
    public void No_letter_is_in_two_parts_and_both_weights_have_the_same()
    {
        var letters = Font.Regular.Parts.SelectMany(part => part.Letters).Select(one => one.Letter).ToList();

        Assert.That(letters, Is.Unique);
        Assert.That(
            Font.SemiBold.Parts.SelectMany(part => part.Letters).Select(one => one.Letter), Is.EqualTo(letters));
        Assert.That(letters, Has.All.Matches<char>(letter => Font.Regular.PartOf(letter).Letters.Any(
            one => one.Letter == letter && one.Width == Font.Regular.WidthOf(letter))));
    }

    [TestCase("áčďéěíňóřšťúůýž ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ")]
    [TestCase("ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ äöüß ÄÖÜẞ àâæçéèêëîïôœùûüÿ ñ¿¡ ãõ åø ÅØ")]
    [TestCase("őű ŐŰ ăâîșț ĂÂÎȘȚ čćđšž āčēģīķļņšūž ąčęėįšųūž õäöü ċġħż áðéíóúýþ")]
    [TestCase("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ αβγδεζηθικλμνξοπρσςτυφχψω άέήίόύώΐΰϊϋ ΆΈΉΊΌΎΏΪΫ")]
    [TestCase("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ абвгдежзийклмнопрстуфхцчшщъьюя їієґ ЇІЄҐ ыэё ЫЭЁ јљњћџђ")]
    [TestCase("0123456789 €$£¥ %‰ §&@# .,:;!?'\"()[]/\\-–—+−×÷=<> “”„‚‘’«»‹› …•·°©®™№ Nguyễn Thị Ánh")]
    public void The_alphabets_of_Europe_are_whole(string letters) =>
        Assert.That(Fonts.Select(font => font.Shown(letters)), Has.All.EqualTo(letters));

    [TestCase("東京 Ltd", "?? Ltd")]
    [TestCase("שלום", "????")]
    [TestCase("a😀b", "a?b")]
    [TestCase("tab\tline\nend\0", "tab?line?end?")]
    public void A_letter_that_it_lacks_is_one_question_mark(string text, string shown) =>
        Assert.That(Fonts.Select(font => font.Shown(text)), Has.All.EqualTo(shown));

    [Test]
    public void Half_a_letter_is_a_question_mark_and_no_fault()
    {
        var (upper, lower) = ((char)0xD83D, (char)0xDE00);

        Assert.That(Font.Regular.Shown($"a{upper}b{lower}c{upper}{lower}{upper}"), Is.EqualTo("a?b?c??"));
    }

    [TestCase('A', 'V')]
    [TestCase('T', 'o')]
    [TestCase('Ť', 'o')]
    [TestCase('Г', 'а')]
    [TestCase('P', '.')]
    public void Letters_that_leave_a_gap_move_together(char left, char right) =>
        Assert.That(Fonts.Select(font => font.Between(left, right)), Has.All.InRange(-200, -20));

    [Test]
    public void Upright_letters_and_blanks_stand_as_wide_as_they_are()
    {
        Assert.That(Fonts.Select(font => font.Between('H', 'H')), Has.All.Zero);
        Assert.That(
            Parts.SelectMany(part => part.Letters).Select(one => Font.Regular.Between(' ', one.Letter)), Has.All.Zero);
        Assert.That(
            Parts.SelectMany(part => part.Letters).Select(one => Font.SemiBold.Between(one.Letter, ' ')), Has.All.Zero);
    }
}
