using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Charging.Invoicing.Tests.Gathering;

public class GatheringOptionsTests
{
    [TestCase("EUR", 50)]
    [TestCase("CZK", 1500)]
    [TestCase("JPY", 50)]
    [TestCase("KWD", 200)]
    [TestCase("ISK", 0, Description = "not named, so nothing gathers")]
    public void Unless_set_otherwise_the_threshold_is_the_least_that_Stripe_draws(string currency, long minor) =>
        Assert.That(new GatheringOptions().ThresholdOf(currency), Is.EqualTo(new Money(minor, currency)));

    [Test]
    public void A_setting_changes_one_currency_and_leaves_the_others()
    {
        var read = Read("Thresholds:EUR", "2.00");

        Assert.That((read.ThresholdOf("EUR").Minor, read.ThresholdOf("CZK").Minor), Is.EqualTo((200, 1500)));
        Assert.That(FaultsOf(read), Is.Empty);
    }

    [TestCase("EUX", "0.50", "Gathering__Thresholds__EUX is 0.50")]
    [TestCase("EUR", "-1", "Gathering__Thresholds__EUR is -1")]
    [TestCase("EUR", "0.505", "Gathering__Thresholds__EUR is 0.505")]
    public void What_is_no_amount_of_a_currency_is_refused(string currency, string amount, string fault) =>
        Assert.That(FaultsOf(Read($"Thresholds:{currency}", amount)), Has.One.StartsWith(fault));

    [Test]
    public void A_wait_without_end_is_refused() =>
        Assert.That(FaultsOf(Read("LongestWait", "32.00:00:00")), Is.Not.Empty);

    private static GatheringOptions Read(string setting, string value) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [setting] = value })
            .Build().Get<GatheringOptions>()!;

    private static IEnumerable<string?> FaultsOf(GatheringOptions options)
    {
        List<ValidationResult> faults = [];
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return faults.Select(fault => fault.ErrorMessage);
    }
}
