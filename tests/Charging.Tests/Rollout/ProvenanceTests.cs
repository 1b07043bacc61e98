using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Charging.TestBed;

namespace Charging.Tests.Rollout;

/// <summary>What is said of where an image comes from, of images as OCI lays them out.</summary>
public class ProvenanceTests
{
    private const string Created = "2026-11-30T12:50:58Z";

    private static readonly string Script = Path.Combine(Bed.Root, "deploy", "local", "provenance");
    private static readonly string Digest = new('a', 64);

    private string layout = "";

    [SetUp]
    public void Make() => layout = Directory.CreateTempSubdirectory("charging-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(layout, recursive: true);

    [Test]
    public async Task An_image_is_named_with_its_commit_its_base_and_its_bill()
    {
        var manifest = Lay(Labels(), Created);

        var (code, text, complaint) = await Say();

        Assert.That(code, Is.Zero, complaint);
        var said = JsonDocument.Parse(text).RootElement;
        var predicate = said.GetProperty("predicate");
        var sources = predicate.GetProperty("buildDefinition").GetProperty("resolvedDependencies");
        Assert.That(
            said.GetProperty("subject")[0].GetProperty("digest").GetProperty("sha256").GetString(),
            Is.EqualTo(manifest));
        Assert.That(said.GetProperty("predicateType").GetString(), Is.EqualTo("https://slsa.dev/provenance/v1"));
        Assert.That(sources[0].GetProperty("digest").GetProperty("gitCommit").GetString(), Is.EqualTo("0123abc"));
        Assert.That(sources[1].GetProperty("digest").GetProperty("sha256").GetString(), Is.EqualTo(Digest));
        Assert.That(
            predicate.GetProperty("runDetails").GetProperty("byproducts")[0].GetProperty("digest").GetProperty("sha256")
                .GetString(),
            Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData("{}"u8))));
    }

    [Test]
    public async Task An_image_that_does_not_say_its_commit_has_none()
    {
        var labels = Labels();
        labels["org.opencontainers.image.revision"] = "";
        Lay(labels, Created);

        var (code, _, complaint) = await Say();

        Assert.That((code, complaint.Trim()),
            Is.EqualTo((1, "provenance: the image Ingest has no label org.opencontainers.image.revision.")));
    }

    [Test]
    public async Task An_image_of_another_time_than_its_commit_has_none()
    {
        Lay(Labels(), "2026-12-01T00:00:00Z");

        var (code, _, complaint) = await Say();

        Assert.That(code, Is.EqualTo(1));
        Assert.That(complaint, Does.Contain("it would not be built alike again"));
    }

    [Test]
    public async Task A_file_that_is_not_what_its_name_says_is_noticed()
    {
        var manifest = Lay(Labels(), Created);
        await File.AppendAllTextAsync(Path.Combine(layout, "blobs", "sha256", manifest), " ");

        var (code, _, complaint) = await Say();

        Assert.That(code, Is.EqualTo(1));
        Assert.That(complaint, Does.Contain("is not what its name says"));
    }

    private Task<(int Code, string Text, string Complaint)> Say()
    {
        var bill = Path.Combine(layout, "Ingest.cdx.json");
        File.WriteAllText(bill, "{}");
        return Tool.Run(Script, layout, "Ingest", bill);
    }

    private static Dictionary<string, string> Labels() => new()
    {
        ["org.opencontainers.image.title"] = "Charging Ingest",
        ["org.opencontainers.image.version"] = "1.0.0",
        ["org.opencontainers.image.revision"] = "0123abc",
        ["org.opencontainers.image.created"] = Created,
        ["org.opencontainers.image.licenses"] = "Apache-2.0",
        ["org.opencontainers.image.base.name"] = $"registry.example/base:10.0@sha256:{Digest}",
    };

    private string Lay(Dictionary<string, string> labels, string created)
    {
        var config = Blob(new { created, config = new { Labels = labels } });
        var manifest = Blob(new { config = new { digest = $"sha256:{config}" } });
        var named = new Dictionary<string, string> { ["org.opencontainers.image.ref.name"] = "Ingest" };
        File.WriteAllText(
            Path.Combine(layout, "index.json"),
            JsonSerializer.Serialize(
                new { manifests = new[] { new { digest = $"sha256:{manifest}", annotations = named } } }));
        return manifest;
    }

    private string Blob(object content)
    {
        var bytes = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content));
        var name = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var folder = Directory.CreateDirectory(Path.Combine(layout, "blobs", "sha256")).FullName;
        File.WriteAllBytes(Path.Combine(folder, name), bytes);
        return name;
    }
}
