using Charging.TestBed;

namespace Charging.Tests.House;

public class SettingsPageTests
{
    [Test]
    public void The_page_of_settings_is_what_the_options_classes_say()
    {
        var (path, made) = (Path.Combine(Bed.Root, SettingsPage.Path), SettingsPage.Make());
        if (Environment.GetEnvironmentVariable("CHARGING_WRITE_DOCS") is "1") File.WriteAllText(path, made);

        Assert.That(File.ReadAllText(path), Is.EqualTo(made), "Write it anew: the page's first lines say how.");
    }

    [Test]
    public void Every_setting_and_every_section_has_a_comment_that_says_what_it_does()
    {
        var silent = OptionsClass.All.Where(options => options.About.Length == 0).Select(options => options.Section)
            .Concat(OptionsClass.All.SelectMany(options => options.Settings())
                .Where(setting => setting.Does.Length == 0).Select(setting => setting.Name));

        Assert.That(silent, Is.Empty);
    }

    [Test]
    public void The_sections_of_every_worker_are_found() =>
        Assert.That(
            OptionsClass.All.Select(options => options.Section),
            Is.SupersetOf((string[])
            [
                "Detail", "Import", "Numbers__0", "Tax", "Gathering", "Retry", "Gateway", "Gateway__Stripe",
                "Receipts", "Receipts__Smtp", "Payment", "Sandbox", "Webhook",
            ]));

    [Test]
    public void A_setting_without_a_class_is_one_that_the_code_reads()
    {
        var code = SourceFile.All.Where(file => file.IsCode && !file.IsTest).SelectMany(file => file.Lines).ToList();

        Assert.That(
            OtherSettings.All.SelectMany(group => group.Rows).Select(row => row.ReadAs).Distinct()
                .Where(text => !code.Any(line => line.Contains(text, StringComparison.Ordinal))),
            Is.Empty);
    }
}
