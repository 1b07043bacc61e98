using Charging.TestBed;

namespace Charging.Tests.Monitoring;

public class DashboardTests
{
    private static IReadOnlyList<string> Dashboards => Query.Dashboards;

    [Test]
    public async Task Dashboards_are_what_their_script_writes()
    {
        var anew = Directory.CreateTempSubdirectory("charging-dashboards-").FullName;

        var (code, text, complaint) = await Tool.Run(
            Path.Combine(Bed.Root, "deploy", "dashboards", "make"), anew);

        Assert.That(code, Is.Zero, text + complaint);
        Assert.That(
            Directory.GetFiles(anew).Select(Path.GetFileName), Is.EquivalentTo(Dashboards.Select(Path.GetFileName)));
        foreach (var file in Dashboards)
            Assert.That(
                await File.ReadAllTextAsync(Path.Combine(anew, Path.GetFileName(file))),
                Is.EqualTo(await File.ReadAllTextAsync(file)), $"run deploy/dashboards/make for {file}");
        Directory.Delete(anew, recursive: true);
    }

    [TestCaseSource(nameof(Dashboards))]
    public void Each_panel_has_a_unit_a_source_to_choose_and_a_place_of_its_own(string dashboard)
    {
        var panels = Query.Panels(dashboard).ToList();

        Assert.That(panels, Is.Not.Empty);
        Assert.That(
            panels.Select(panel => panel.GetProperty("fieldConfig").GetProperty("defaults"))
                .Select(field => field.GetProperty("unit").GetString()),
            Has.All.Not.Empty);
        Assert.That(
            panels.Select(panel => panel.GetProperty("datasource").GetProperty("uid").GetString()),
            Has.All.EqualTo("${datasource}"));
        Assert.That(panels.Select(panel => panel.GetProperty("gridPos").GetRawText()), Is.Unique);
    }
}
