using Charging.TestBed;

namespace Charging.Tests.Rollout;

/// <summary>What a scanner of manifests and Dockerfiles says: nothing.</summary>
[Category("long")]
public class RiskTests
{
    [Test]
    public async Task Nothing_risky_is_in_the_image_or_in_what_the_chart_makes()
    {
        var folder = Directory.CreateTempSubdirectory("charging-").FullName;
        File.Copy(Path.Combine(Bed.Root, "deploy", "Dockerfile"), Path.Combine(folder, "Dockerfile"));
        foreach (var example in Chart.Examples)
        {
            var texts = (await Chart.Of(example)).Texts;
            await File.WriteAllTextAsync(Path.Combine(folder, $"{example}.yaml"), string.Join("\n---\n", texts));
        }

        // Most of its time would go into collecting what it could leave lying: some 700 MB.
        var (code, text, complaint) = await Tool.Run(
            "env", "GOGC=400", await Tool.Find("trivy"),
            "config", "--quiet", "--skip-policy-update", "--exit-code", "1", "--ignorefile",
            Path.Combine(Chart.Folder, ".trivyignore"), folder);

        Assert.That(code, Is.Zero, text + complaint);
        Directory.Delete(folder, recursive: true);
    }
}
