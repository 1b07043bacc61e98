using System.Diagnostics;
using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Tests;

/// <summary>Every command either only looks, or leaves a row in the audit trail.</summary>
public partial class AuditTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>They change nothing; topology declares what is missing at the broker, and no more.</summary>
    private static readonly string[] OnlyLooks =
    [
        "Rating topology", "Rating plans list", "Rating plans show", "Rating plans try", "Rating quote",
        "Rating quarantine list", "Rating quarantine show", "Rating import",
        "Invoicing topology", "Invoicing invoice list", "Invoicing invoice show", "Invoicing invoice export",
        "Invoicing invoice verify", "Invoicing sellers list", "Invoicing open list",
        "Payment topology", "Payment payments list", "Payment payments show", "Payment payments review",
        "Payment receipts list", "Payment receipts show",
        "Operator reconcile", "Operator trace", "Operator dead list", "Operator dead show", "Operator status",
        "Operator watch", "Operator outcomes", "Operator audit list",
    ];

    private Deeds deeds = null!;

    [OneTimeSetUp]
    public async Task Open() => deeds = await Deeds.Begin();

    [OneTimeTearDown]
    public Task Close() => deeds.DisposeAsync().AsTask();

    [Test]
    public async Task Every_command_only_looks_or_is_recorded()
    {
        await deeds.DoAll();

        var recorded = await deeds.Chain.Database.Rows<string>("select distinct what from audit.events");
        var commands = await Commands();
        Assert.That(commands, Has.Count.GreaterThan(40), "the commands are found");
        Assert.That(OnlyLooks, Is.SubsetOf(commands), "those that are known to look are there");
        Assert.That(
            commands.Except(OnlyLooks).Where(command => !recorded.Contains(command.Split(' ', 2)[1])), Is.Empty);
    }

    /// <summary>The leaves of every program's tree, as its help shows them.</summary>
    private static async Task<IReadOnlyList<string>> Commands()
    {
        List<string> leaves = [];
        foreach (var (name, program) in Programs) leaves.AddRange(await Leaves(name, program, []));
        return leaves;
    }

    private static IEnumerable<(string Name, string Program)> Programs =>
    [
        .. new[] { "Rating", "Invoicing", "Payment" }.Select(name =>
            (name, Path.Combine(Bed.Root, $"{name}.Worker/bin/{Bed.Configuration}/net10.0/{name}.Worker.dll"))),
        ("Operator", Path.Combine(Bed.Root, $"deploy/operator/bin/{Bed.Configuration}/net10.0/Operator.dll")),
    ];

    private static async Task<IReadOnlyList<string>> Leaves(string name, string program, string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. words, "--help"]) { RedirectStandardOutput = true };
        using var help = Process.Start(start)!;
        var text = await help.StandardOutput.ReadToEndAsync();
        await help.WaitForExitAsync().WaitAsync(Limit);
        var below = Section().Match(text) is { Success: true } section
            ? Names().Matches(section.Groups["lines"].Value).Select(line => line.Groups["name"].Value).ToList()
            : [];
        if (below.Count == 0) return [$"{name} {string.Join(' ', words)}"];

        List<string> leaves = [];
        foreach (var word in below) leaves.AddRange(await Leaves(name, program, [.. words, word]));
        return leaves;
    }

    [GeneratedRegex(@"(?ms)^Commands:\r?\n(?<lines>.*?)(\r?\n\r?\n|\z)")]
    private static partial Regex Section();

    [GeneratedRegex(@"(?m)^  (?<name>[a-z][a-z-]*)")]
    private static partial Regex Names();
}
