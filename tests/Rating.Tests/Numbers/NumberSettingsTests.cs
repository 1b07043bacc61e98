using static Charging.Rating.Tests.Numbers.NumberSample;

namespace Charging.Rating.Tests.Numbers;

public class NumberSettingsTests
{
    [TestCase("Numbers:0:Internatonal", "00", "Numbers__0__Internatonal is no setting; use Source, International")]
    [TestCase("Numbers:0:Source", "", "Numbers__0__Source is missing")]
    [TestCase("Numbers:0:International", "00,+", "International: '+' is not right; write digits such as 00 or 011")]
    [TestCase("Numbers:0:Country", "+420", "Country: '+420' is not right; write a country code such as 420")]
    [TestCase("Numbers:0:Trunk", "0", "set without __Country")]
    [TestCase("Numbers:0:NationalDigits", "9", "set without __Country")]
    [TestCase("Numbers:0:NationalDigits", "11-6", "write 9, or 6-11")]
    [TestCase("Numbers:0:Area", "30", "go together")]
    [TestCase("Numbers:0:WithoutPlus", "yes", "'yes' is neither true nor false")]
    [TestCase("Numbers:0:Listed", "*", "Listed: '*' is not right")]
    [TestCase("Numbers:0:Strip", "12 34", "Strip: '12 34' is not right")]
    [TestCase("Numbers:prague:Source", "x", "Numbers__prague: rules are counted from 0")]
    [TestCase("Numbers:1:Source", "A", "Numbers__1 is never used: Numbers__0 is for 'a' already.")]
    [TestCase("Ceiling:EUX", "5", "Ceiling__EUX is no currency of ISO 4217")]
    [TestCase("Ceiling:EUR", "-5", "Ceiling__EUR: '-5' is no ceiling")]
    [TestCase("Ceiling:EUR", "a lot", "write an amount in EUR above 0")]
    public void A_wrong_setting_is_named_with_what_to_write(string name, string value, string fault) =>
        Assert.That(
            () => PricingSettings.Of(Configuration(
                name == "Numbers:0:Source" ? [(name, value)] : [("Numbers:0:Source", "a"), (name, value)])),
            Throws.InvalidOperationException.With.Message.Contains(fault));

    [Test]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.That(
            () => Settings(("Numbers:0:Country", "x"), ("Ceiling:EUX", "1")),
            Throws.InvalidOperationException.With.Message.Contains("Source is missing")
                .And.Message.Contains("'x'").And.Message.Contains("EUX"));
}
