using System.Diagnostics;
using Charging.TestBed;

namespace Charging.Rating.Tests.Schemas;

public class AsyncApiTests
{
    /// <summary>Says each remark of the parser; those that only advise have a severity above 1.</summary>
    private const string Judge = """
        const { Parser, fromFile } = require('@asyncapi/parser');
        fromFile(new Parser(), process.argv[1]).parse().then(({ document, diagnostics }) => {
          for (const one of diagnostics.filter(one => one.severity < 2))
            console.log(`${one.code} at ${one.path.join('.')}: ${one.message}`);
          if (document) console.log(document.channels().all().map(one => one.address()).sort().join(' '));
        });
        """;

    [Test]
    public void The_description_is_what_the_worker_says_of_itself()
    {
        var (path, made) = (Path.Combine(Bed.Root, AsyncApi.Path), AsyncApi.Make());
        if (Environment.GetEnvironmentVariable("CHARGING_WRITE_DOCS") is "1") File.WriteAllText(path, made);

        Assert.That(File.ReadAllText(path), Is.EqualTo(made), "Write it anew, with CHARGING_WRITE_DOCS=1.");
    }

    [Test]
    public async Task The_official_parser_has_no_remark_and_finds_every_address()
    {
        var (code, modules) = await Run(Path.Combine(Bed.Root, "deploy/local/tools/asyncapi-parser"), [], []);
        Assert.That(code, Is.Zero, modules);

        var (_, said) = await Run(
            "node", ["-e", Judge, Path.Combine(Bed.Root, AsyncApi.Path)], new() { ["NODE_PATH"] = modules.Trim() });

        Assert.That(said.Trim(), Is.EqualTo(
            "customer-changed rating-import-{format} session-ended session-rejected-{platform}"));
    }

    private static async Task<(int Code, string Said)> Run(
        string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
