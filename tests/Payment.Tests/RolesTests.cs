using System.ComponentModel.DataAnnotations;

namespace Charging.Payments.Tests;

public class RolesTests
{
    [TestCase(null, true, true)]
    [TestCase("collect", true, false)]
    [TestCase("receipts", false, true)]
    [TestCase("receipts, collect", true, true)]
    public void An_instance_does_what_its_setting_names(string? setting, bool collects, bool mails)
    {
        var options = With(setting);

        Assert.That(options.Has(Role.Collect), Is.EqualTo(collects));
        Assert.That(options.Has(Role.Receipts), Is.EqualTo(mails));
        Assert.That(Faults(options), Is.Empty);
    }

    [TestCase(null, false)]
    [TestCase("pay", true)]
    [TestCase("collect,pay", true)]
    public void The_page_is_had_by_those_alone_who_are_named_for_it(string? setting, bool pays) =>
        Assert.That(With(setting).Has(Role.Pay), Is.EqualTo(pays));

    [TestCase("")]
    [TestCase("collect,refund")]
    public void A_role_that_there_is_not_is_told_with_those_that_there_are(string setting) =>
        Assert.That(Faults(With(setting)), Is.EqualTo(new[]
        {
            $"Payment__Roles is '{setting}'; set it to collect, receipts, pay, or several with a comma between.",
        }));

    private static RoleOptions With(string? setting) =>
        setting is null ? new RoleOptions() : new RoleOptions { Roles = setting };

    private static IEnumerable<string?> Faults(RoleOptions options) =>
        options.Validate(new ValidationContext(options)).Select(fault => fault.ErrorMessage);
}
