using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Charging.TestBed;
using static Charging.Ingest.Tests.Running.IngestBed;

namespace Charging.Ingest.Tests.Running;

/// <summary>The example of the how-to page, run as it stands there.</summary>
[Category("bed")]
public partial class ExampleTests : OnIngest
{
    private static readonly string[] Page =
        File.ReadAllText(Path.Combine(Bed.Root, "docs", "how-to", "send-sessions-over-http.md")).Split("```");

    [Test]
    public async Task What_the_page_sends_is_answered_as_it_says()
    {
        var sent = Page.Single(block => block.StartsWith("\ncurl ", StringComparison.Ordinal));
        var told = Page.Single(block => block.StartsWith("json\n{\"accepted\"", StringComparison.Ordinal));

        Assert.That(await Run(Dated(sent)), Is.EqualTo(told["json\n".Length..].Trim()));
        Assert.That(await Ingest.Queued(), Has.One.EqualTo("m-1").And.None.EqualTo("m-2"));
    }

    /// <summary>Of now: a session of 400 days ago would be too old.</summary>
    private static string Dated(string example)
    {
        var now = JustNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return Moment().Replace(example.Replace("smsc-1.prague.example", "bridge-1.example"), now);
    }

    private async Task<string> Run(string script)
    {
        var start = new ProcessStartInfo("bash", ["-euc", script]) { RedirectStandardOutput = true };
        start.Environment["CHARGING_URL"] = Ingest.Address;
        start.Environment["CHARGING_KEY"] = RunningIngest.Key;
        start.Environment["PATH"] = $"{Path.GetDirectoryName(await Curl())}:{start.Environment["PATH"]}";
        return await Output(start);
    }

    private static Task<string> Curl()
    {
        var tool = Path.Combine(Bed.Root, "deploy", "local", "tools", "curl");
        return Output(new ProcessStartInfo(tool) { RedirectStandardOutput = true });
    }

    private static async Task<string> Output(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, output);
        return output.Trim();
    }

    [GeneratedRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+Z")]
    private static partial Regex Moment();
}
