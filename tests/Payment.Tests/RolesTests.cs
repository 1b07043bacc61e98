using Microsoft.Extensions.Configuration;

namespace Charging.Payments.Tests;

public class RolesTests
{
    [TestCase(null, true, true)]
    [TestCase("collect", true, false)]
    [TestCase("receipts", false, true)]
    [TestCase("receipts, collect", true, true)]
    public void An_instance_does_what_its_setting_names(string? setting, bool collects, bool mails)
    {
        var configuration = With(setting);

        Assert.That(configuration.Has(Role.Collect), Is.EqualTo(collects));
        Assert.That(configuration.Has(Role.Receipts), Is.EqualTo(mails));
    }

    [TestCase("")]
    [TestCase("collect,refund")]
    public void A_role_that_there_is_not_is_told_with_those_that_there_are(string setting) =>
        Assert.That(
            () => With(setting).Has(Role.Collect),
            Throws.InvalidOperationException.With.Message.Contains("Payment__Roles").And.Message.Contains("receipts"));

    private static IConfiguration With(string? setting) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Payment:Roles"] = setting }).Build();
}
