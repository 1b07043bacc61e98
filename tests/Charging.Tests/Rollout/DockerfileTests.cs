using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Tests.Rollout;

/// <summary>What images are told of the commit, and which base they stand on.</summary>
public class DockerfileTests
{
    private static readonly string Made = Path.Combine(Bed.Root, "deploy", "Dockerfile");
    private static readonly string Script = Path.Combine(Bed.Root, "deploy", "local", "images.sh");
    private static readonly string Pin = Path.Combine(Bed.Root, "deploy", "local", "pin-base");
    private static readonly string Digest = $"sha256:{new string('a', 64)}";

    [Test]
    public void Every_argument_that_a_build_gives_is_one_that_a_label_says()
    {
        var dockerfile = File.ReadAllText(Made);
        var given = Regex.Matches(File.ReadAllText(Script), "--build-arg\\s+\"?([A-Z]+)=")
            .Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.That(given, Is.EquivalentTo(["SERVICE", "BASE", "VERSION", "REVISION", "CREATED"]));
        foreach (var name in given)
        {
            Assert.That(dockerfile, Does.Match($"(?m)^ARG {name}(=|$)"));
            Assert.That(dockerfile, Does.Match($@"org\.opencontainers\.image\.[a-z.]+=[^\n]*\$\{{{name}\}}"));
        }
    }

    [Test]
    public void The_base_is_named_in_one_place_by_its_tag_or_by_tag_and_digest() =>
        Assert.That(
            string.Join(' ', Regex.Matches(File.ReadAllText(Made), "(?m)^(?:ARG BASE=|FROM )(.+)$")
                .Select(match => match.Groups[1].Value)),
            Does.Match(@"^[^@ ]+/[^@ ]+:[^@ ]+(@sha256:[0-9a-f]{64})? \$\{BASE\}$"));

    [OneTimeSetUp]
    public Task NeedCurl() => Tool.Find("curl");

    [Test]
    public async Task A_base_is_pinned_by_what_its_registry_says_and_found_out_when_that_is_another()
    {
        var file = Path.GetTempFileName();
        using var registry = new FakeRegistry(Digest);
        await File.WriteAllTextAsync(file, $"ARG BASE={registry.Host}/dotnet/aspnet:10.0\nFROM ${{BASE}}\n");

        var before = await Tool.Run(Pin, "--check", file);
        var pinned = await Tool.Run(Pin, file);
        var after = await Tool.Run(Pin, "--check", file);
        registry.Digest = $"sha256:{new string('b', 64)}";
        var later = await Tool.Run(Pin, "--check", file);

        Assert.That((before.Code, pinned.Code, after.Code, later.Code), Is.EqualTo((1, 0, 0, 1)), pinned.Complaint);
        Assert.That(
            await File.ReadAllTextAsync(file),
            Is.EqualTo($"ARG BASE={registry.Host}/dotnet/aspnet:10.0@{Digest}\nFROM ${{BASE}}\n"));
        Assert.That(later.Complaint, Does.Contain(registry.Digest).And.Contain("deploy/local/pin-base"));
        File.Delete(file);
    }

    [Test]
    public async Task A_registry_that_says_no_digest_leaves_the_file_as_it_is()
    {
        var file = Path.GetTempFileName();
        using var registry = new FakeRegistry("none");
        var text = $"ARG BASE={registry.Host}/dotnet/aspnet:10.0\n";
        await File.WriteAllTextAsync(file, text);

        var (code, _, complaint) = await Tool.Run(Pin, file);

        Assert.That((code, await File.ReadAllTextAsync(file)), Is.EqualTo((1, text)));
        Assert.That(complaint, Does.Contain("says no digest"));
        File.Delete(file);
    }
}
