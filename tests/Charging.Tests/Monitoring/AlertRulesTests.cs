using System.Text.RegularExpressions;
using Charging.TestBed;
using Charging.Tests.House;

namespace Charging.Tests.Monitoring;

public class AlertRulesTests
{
    private static readonly IReadOnlyDictionary<string, string> Pages = SourceFile.All
        .Where(file => file.Folder == "docs/runbook")
        .ToDictionary(page => page.Path, page => string.Join('\n', page.Lines));

    private static IEnumerable<AlertRule> Alerts => AlertRule.Alerts;

    [Test]
    public async Task Alerts_fire_and_keep_still_as_their_tests_say()
    {
        var promtool = await Tool.Find("promtool");

        var (code, text, complaint) =
            await Tool.Run(promtool, ["test", "rules", .. AlertRule.Files.Select(AlertCase.TestsOf)]);

        Assert.That(code, Is.Zero, text + complaint);
    }

    [TestCaseSource(nameof(Alerts))]
    public void An_alert_is_seen_to_fire_and_not_to(object alert) => Assert.That(
        AlertCase.All.Where(one => one.Alert == $"{alert}").Select(one => one.Fires).Distinct(),
        $"{alert}" == "ChargingWatchdog" ? Is.EqualTo([true]) : Is.EquivalentTo([true, false]),
        "add it to deploy/alerts/tests");

    [TestCaseSource(nameof(Alerts))]
    public void An_alert_says_what_which_and_what_to_do(object alert)
    {
        var rule = (AlertRule)alert;

        Assert.That(rule.Alert, Does.StartWith("Charging"));
        Assert.That(rule.Labels["severity"], Is.EqualTo("page").Or.EqualTo("ticket").Or.EqualTo("none"));
        Assert.That(rule.Annotations.Keys, Is.EquivalentTo(["summary", "description", "runbook_url"]));
        Assert.That(rule.Annotations["summary"], Has.Length.InRange(10, 140).And.Not.EndsWith("."));
        Assert.That(rule.Annotations["description"], Has.Length.GreaterThan(50).And.EndsWith("."));
    }

    [TestCaseSource(nameof(Alerts))]
    public void An_alert_leads_to_a_page_that_names_it(object alert) =>
        Assert.That(Pages.GetValueOrDefault(((AlertRule)alert).Page), Does.Contain($"`{alert}`"));

    [Test]
    public void Each_alert_that_a_page_names_is_there_and_leads_to_that_page() =>
        Assert.That(
            from page in Pages
            where !page.Key.EndsWith("README.md", StringComparison.Ordinal)
            from named in NamedIn(page.Value)
            where !Alerts.Any(rule => rule.Alert == named && rule.Page == page.Key)
            select $"{page.Key} names {named}",
            Is.Empty);

    [Test]
    public void Alerts_are_found_in_pages() =>
        Assert.That(NamedIn("The alert `ChargingNoSuch`, or `ChargingOther`."),
            Is.EqualTo(["ChargingNoSuch", "ChargingOther"]));

    private static IEnumerable<string> NamedIn(string text) =>
        Regex.Matches(text, "`(Charging[A-Z][A-Za-z]+)`").Select(match => match.Groups[1].Value);
}
