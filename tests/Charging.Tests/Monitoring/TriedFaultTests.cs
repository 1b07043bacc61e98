using System.Text.RegularExpressions;
using Charging.Tests.House;

namespace Charging.Tests.Monitoring;

public class TriedFaultTests
{
    private const string Page = "docs/how-to/watch-it.md";

    private static readonly string[] Rows =
    [
        .. SourceFile.All.Single(file => file.Path == Page).Lines
            .Where(line => line.StartsWith("| `Charging", StringComparison.Ordinal)),
    ];

    private static IEnumerable<AlertRule> Alerts => AlertRule.Alerts;

    private static IEnumerable<TriedFault> Faults => TriedFault.All;

    [TestCaseSource(nameof(Alerts))]
    public void An_alert_has_a_fault_that_is_to_fire_it(object alert) => Assert.That(
        TriedFault.All.SelectMany(fault => fault.Alerts), Has.Some.EqualTo($"{alert}"),
        "name it at a fault of deploy/local/try-alerts");

    [Test]
    public void What_a_fault_is_to_fire_is_there() => Assert.That(
        TriedFault.All.SelectMany(fault => fault.Alerts).Except(Alerts.Select(alert => alert.Alert)), Is.Empty);

    [TestCaseSource(nameof(Faults))]
    public void A_fault_is_made_mended_and_tried_in_turn(object fault)
    {
        Assert.That(((TriedFault)fault).Has("break") && ((TriedFault)fault).Has("mend"), Is.True);
        Assert.That(TriedFault.InTurn, Has.One.EqualTo($"{fault}"));
    }

    [Test]
    public void Nothing_is_tried_that_is_no_fault() =>
        Assert.That(TriedFault.InTurn.Except(Faults.Select(fault => fault.Name)), Is.Empty);

    [TestCaseSource(nameof(Alerts))]
    public void The_list_of_what_was_seen_has_an_alert_with_its_faults_and_its_page(object alert)
    {
        var rule = (AlertRule)alert;

        var row = Rows.Single(line => line.StartsWith($"| `{rule}` |", StringComparison.Ordinal));
        var faults = TriedFault.All.Where(fault => fault.Alerts.Contains(rule.Alert)).Select(fault => fault.Name);

        Assert.That(
            Regex.Matches(row.Split('|')[2], "`(\\w+)`").Select(match => match.Groups[1].Value),
            Is.EquivalentTo(faults));
        Assert.That(row, Does.Contain($"(../{rule.Page["docs/".Length..]})"));
    }
}
