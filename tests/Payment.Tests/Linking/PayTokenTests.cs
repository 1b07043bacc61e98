using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Linking;

public class PayTokenTests
{
    private const string Key = "a key of thirty-two letters or so";
    private const string Other = "another key of as many letters as it";

    private static readonly Guid Id = new("11223344-5566-7788-99aa-bbccddeeff00");
    private static readonly PayToken Token = new(Id, Noon.AddDays(60));
    private static readonly string Written = Token.Write(Key);

    [Test]
    public void What_is_written_is_read_again() => Assert.That(PayToken.Read(Written, [Key], Noon), Is.EqualTo(Token));

    [Test]
    public void It_is_short_enough_for_one_line_of_a_mail_and_needs_no_escapes() =>
        Assert.That(Written, Does.Match("^[A-Za-z0-9_-]{71}$"));

    [Test]
    public void Another_letter_anywhere_makes_it_none()
    {
        for (var i = 0; i < Written.Length; i++)
        {
            foreach (var letter in "ABYZabyz0189-_".Where(one => one != Written[i]))
            {
                var tampered = $"{Written[..i]}{letter}{Written[(i + 1)..]}";
                Assert.That(PayToken.Read(tampered, [Key, Other], Noon), Is.Null, tampered);
            }
        }
    }

    [TestCase("")]
    [TestCase("A")]
    [TestCase("é")]
    [TestCase("../../etc/passwd")]
    [TestCase("%00")]
    public void What_was_never_one_is_none(string text)
    {
        Assert.That(PayToken.Read(text, [Key], Noon), Is.Null);
        Assert.That(PayToken.Read(Written + text + "A", [Key], Noon), Is.Null);
        Assert.That(PayToken.Read(text.PadRight(71, 'A')[..71], [Key], Noon), Is.Null);
    }

    [TestCase(" ")]
    [TestCase("=")]
    [TestCase("\n")]
    public void It_is_written_in_one_way_alone(string more) =>
        Assert.That(PayToken.Read(Written + more, [Key], Noon), Is.Null);

    [Test]
    public void It_holds_to_the_second_that_it_names()
    {
        Assert.That(PayToken.Read(Written, [Key], Token.Until), Is.Not.Null);
        Assert.That(PayToken.Read(Written, [Key], Token.Until.AddSeconds(1)), Is.Null);
    }

    [Test]
    public void One_of_another_house_is_none() => Assert.That(PayToken.Read(Written, [Other], Noon), Is.Null);

    [Test]
    public void Without_a_key_there_is_none() => Assert.That(PayToken.Read(Written, [], Noon), Is.Null);

    [Test]
    public void While_a_key_is_replaced_both_are_accepted_and_the_new_one_signs()
    {
        var rotated = Token.Write(Other);

        Assert.That(PayToken.Read(Written, [Other, Key], Noon), Is.EqualTo(Token));
        Assert.That(PayToken.Read(rotated, [Other, Key], Noon), Is.EqualTo(Token));
        Assert.That(rotated, Is.Not.EqualTo(Written));
    }

    [Test]
    public void Nothing_but_zeros_is_none() => Assert.That(PayToken.Read(new string('A', 71), [Key], Noon), Is.Null);
}
