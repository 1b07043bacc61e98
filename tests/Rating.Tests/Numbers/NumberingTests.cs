using CsCheck;
using static Charging.Rating.Tests.Numbers.NumberSample;

namespace Charging.Rating.Tests.Numbers;

public class NumberingTests
{
    [TestCase("+420601234567")]
    [TestCase("<sip:+420601234567@example.org>")]
    [TestCase("sip:+420601234567@example.org")]
    [TestCase("SIP:+420601234567@example.org")]
    [TestCase("SiPs:+420601234567@example.org:5061;transport=tls")]
    [TestCase("sip:%2B420601234567@example.org")]
    [TestCase("sip:%2b420601234567@example.org;user=phone")]
    [TestCase("sip:+420601234567;npdi;rn=+420999@example.org?subject=x")]
    [TestCase("sip:+420601234567:secret@example.org")]
    [TestCase("\"Anna, <office>\" <sip:+420601234567@example.org>;tag=88")]
    [TestCase("Anna <tel:+420-601-234-567>")]
    [TestCase("tel:+420.601.234.567;ext=12")]
    [TestCase("tel:601234567;phone-context=+420")]
    [TestCase("sip:601234567;phone-context=+420@example.org;user=phone")]
    [TestCase("  + 420 (601) 234-567 ")]
    [TestCase("+420 (0) 601 234 567")]
    [TestCase("+420\u00A0601\u2011234\u2011567")]
    [TestCase("\u202A+420601234567\u202C")]
    [TestCase("\uFF0B\uFF14\uFF12\uFF10\uFF16\uFF10\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16\uFF17")]
    [TestCase("+\u0664\u0662\u0660\u0666\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667")]
    public void A_number_with_its_plus_is_read_in_any_writing_without_a_setting(string address) =>
        Assert.That(Numbering.Plain.Read("any", address), Is.EqualTo(new ReadAddress(AddressKind.Number, Mobile)));

    [TestCase("00420601234567")]
    [TestCase("+00420601234567")]
    [TestCase("420601234567")]
    [TestCase("601234567")]
    [TestCase("601 234 567")]
    [TestCase("sip:601234567@example.org")]
    [TestCase("<SIP:00420601234567@example.org;user=phone>")]
    [TestCase("1234#420601234567")]
    [TestCase("sip:1234#420601234567@example.org")]
    [TestCase("sip:1234%23%2B420601234567@example.org")]
    [TestCase("*31*601234567")]
    public void What_the_source_dials_is_read_by_its_settings(string address)
    {
        Assert.That(NumbersBy(Czech).Read("any", address), Is.EqualTo(new ReadAddress(AddressKind.Number, Mobile)));
        Assert.That(Numbering.Plain.Read("any", address).Kind, Is.EqualTo(AddressKind.Unknown));
    }

    [TestCase("112")]
    [TestCase("sip:1001@example.org")]
    public void A_listed_form_stays_what_it_is(string address) =>
        Assert.That(NumbersBy(Czech).Read("any", address).Kind, Is.EqualTo(AddressKind.Listed));

    [TestCase(null)]
    [TestCase(" ")]
    [TestCase("Anonymous")]
    [TestCase("sip:anonymous@anonymous.invalid")]
    [TestCase("<sip:anonymous.invalid>")]
    [TestCase("\"Anonymous\" <sip:unavailable@example.org>")]
    public void A_withheld_number_is_none_that_is_not_understood(string? address) =>
        Assert.That(Numbering.Plain.Read("any", address).Kind, Is.EqualTo(AddressKind.Withheld));

    [TestCase("alice")]
    [TestCase("sip:alice@example.org")]
    [TestCase("+0420601234567")]
    [TestCase("++420601234567")]
    [TestCase("+4206012345678901", Description = "16 digits")]
    [TestCase("+420601x234567")]
    [TestCase("+420601234567,,12")]
    [TestCase("<<sip:+420601234567@example.org>>")]
    [TestCase("sip:%252B420601234567@example.org", Description = "encoded twice")]
    [TestCase("sip:+420@601234567@example.org")]
    [TestCase("urn:service:sos")]
    [TestCase("60123456")]
    [TestCase("0601234567")]
    [TestCase("00")]
    [TestCase("tel:0601234567;phone-context=+49", Description = "whether the 0 belongs to it, nobody said")]
    public void What_is_no_number_is_never_made_one(string address) =>
        Assert.That(NumbersBy(Czech).Read("any", address).Kind, Is.EqualTo(AddressKind.Unknown));

    [Test]
    public void Zeros_alone_are_nobodys_number() =>
        Assert.That(World.Read("America", "0000000000").Kind, Is.EqualTo(AddressKind.Unknown));

    [TestCase("Germany", "030 901820", "+4930901820")]
    [TestCase("Germany", "0049 30 901820", "+4930901820")]
    [TestCase("Germany", "tel:030901820;phone-context=+49", "+4930901820")]
    [TestCase("Germany", "901820", "+4930901820", Description = "local")]
    [TestCase("Germany", "00420601234567", Mobile)]
    [TestCase("America", "011420601234567", Mobile)]
    [TestCase("America", "1 (202) 555-0106", "+12025550106")]
    [TestCase("America", "202-555-0106", "+12025550106")]
    [TestCase("Russia", "810 420 601234567", Mobile)]
    [TestCase("Russia", "8 495 1234567", "+74951234567")]
    [TestCase("Russia", "8123456789", "+78123456789", Description = "ten digits, and no trunk prefix")]
    [TestCase("Italy", "06 12345678", "+390612345678")]
    [TestCase("Italy", "tel:0612345678;phone-context=+39", "+390612345678")]
    [TestCase("Carrier", "420601234567", Mobile)]
    public void Each_source_has_its_own_way_to_dial(string source, string address, string number) =>
        Assert.That(World.Read(source, address), Is.EqualTo(new ReadAddress(AddressKind.Number, number)));

    [Test]
    public void What_may_be_two_numbers_is_none_and_both_are_told()
    {
        var read = NumbersBy(("Numbers:0:Source", "*"), ("Numbers:0:Country", "49"),
            ("Numbers:0:NationalDigits", "6-11")).Read("any", "4930123456");

        Assert.That(read.Kind, Is.EqualTo(AddressKind.Unknown));
        Assert.That(read.Why, Does.Contain("+4930123456 or +494930123456").And.Contain("Numbers__0"));
    }

    [Test]
    public void Reading_a_number_again_changes_nothing_whatever_was_written() =>
        Gen.Select(Gen.Char["+0123456789()-. #*;:@<>%sipteld\uFF11\u202A"].Array[0, 40], Gen.Bool).Sample(drawn =>
        {
            var numbers = drawn.Item2 ? NumbersBy(Czech) : Numbering.Plain;
            var read = numbers.Read("any", new string(drawn.Item1));
            if (read.Kind != AddressKind.Number) return read.Kind != AddressKind.Unknown || read.Why?.Length > 0;
            return Numbering.IsE164(read.Text) && numbers.Read("any", read.Text) == read;
        });

    private static readonly Numbering World = NumbersBy(
        ("Numbers:0:Source", "germany"), ("Numbers:0:International", "00"), ("Numbers:0:Country", "49"),
        ("Numbers:0:Trunk", "0"), ("Numbers:0:Area", "30"), ("Numbers:0:LocalDigits", "5-8"),
        ("Numbers:1:Source", "amer*"), ("Numbers:1:International", "011"), ("Numbers:1:Country", "1"),
        ("Numbers:1:Trunk", "1"), ("Numbers:1:NationalDigits", "10"),
        ("Numbers:2:Source", "Russia"), ("Numbers:2:International", "810"), ("Numbers:2:Country", "7"),
        ("Numbers:2:Trunk", "8"), ("Numbers:2:NationalDigits", "10"),
        ("Numbers:3:Source", "Italy"), ("Numbers:3:Country", "39"), ("Numbers:3:NationalDigits", "6-11"),
        ("Numbers:4:Source", "*"), ("Numbers:4:WithoutPlus", "true"));
}
