using System.Diagnostics;
using System.Text;
using Charging.TestBed;

namespace Charging.Tests.Surfaces;

/// <summary>Whatever a command is given, it ends with a sentence and exit code 1, and takes no memory for it.</summary>
[Category("long")]
public class CommandLineTests
{
    /// <summary>As on a machine where nothing is set up.</summary>
    private static readonly Dictionary<string, string> Nothing = new()
    {
        ["ConnectionStrings__Postgres"] = "", ["ConnectionStrings__RabbitMq"] = "", ["ConnectionStrings__Owner"] = "",
        ["DOTNET_GCHeapHardLimit"] = "0x14000000", // 320 MiB: whoever takes more dies
    };

    private static readonly string[] Commands =
    [
        "Rating.Worker quote --plan FILE --session FILE", "Rating.Worker plans try FILE --sessions FILE",
        "Rating.Worker import --format jitsi FILE", "Invoicing.Worker invoice verify FILE",
        "Invoicing.Worker sellers apply FILE", "Payment.Worker settle FILE", "Operator publish FILE",
        "Operator customers apply FILE",
    ];

    private string folder = "";

    [SetUp]
    public void MakeAFolder() => folder = Directory.CreateTempSubdirectory("charging-files-").FullName;

    [TearDown]
    public void RemoveIt() => Directory.Delete(folder, recursive: true);

    [TestCaseSource(nameof(Commands))]
    public async Task What_is_no_file_is_said_in_a_sentence(string command)
    {
        var pipe = Path.Combine(folder, "pipe");
        using (var made = Process.Start("mkfifo", [pipe])) await made.WaitForExitAsync();

        foreach (var file in (string[])[folder, "/dev/zero", pipe, Path.Combine(folder, "missing")])
            await EndsWithASentence(command, file);
    }

    [TestCase("- &a [*a]", TestName = "A list that holds itself")]
    [TestCase("- &a { b: { c: *a } }", TestName = "A map that holds itself")]
    [TestCase("LAUGHS", TestName = "Nested aliases")]
    [TestCase("DEEP", TestName = "A hundred thousand levels")]
    [TestCase("\ufeff- a\0b", TestName = "A zero byte")]
    [TestCase("UTF-16", TestName = "UTF-16")]
    [TestCase("BINARY", TestName = "Binary junk")]
    public async Task Yaml_that_is_none_is_said_in_a_sentence(string content)
    {
        var file = Path.Combine(folder, "list.yaml");
        await File.WriteAllBytesAsync(file, content switch
        {
            "LAUGHS" => Encoding.UTF8.GetBytes("- a0: &a0 [x]\n" + string.Join('\n', Enumerable.Range(1, 40).Select(
                i => $"  a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}]"))),
            "DEEP" => Encoding.UTF8.GetBytes(new string('[', 100_000)),
            "UTF-16" => Encoding.Unicode.GetBytes("- customerId: acme\n"),
            "BINARY" => [.. Enumerable.Range(0, 100_000).Select(i => (byte)(((i * 31) ^ (i >> 3)) & 0xFF))],
            _ => Encoding.UTF8.GetBytes(content),
        });

        foreach (var command in (string[])
            ["Operator customers apply FILE", "Rating.Worker quote --plan FILE --session FILE"])
            await EndsWithASentence(command, file);
    }

    [TestCase("Operator dead show x_error --limit -1")]
    [TestCase("Operator dead show x_error --limit 0")]
    [TestCase("Operator reconcile --wait -5")]
    [TestCase("Operator watch --for -1")]
    [TestCase("Operator status")]
    [TestCase("Payment.Worker payments list")]
    public async Task A_number_that_makes_no_sense_and_a_setting_that_is_missing_are_said(string command) =>
        await EndsWithASentence(command, "");

    private static async Task EndsWithASentence(string command, string file)
    {
        var words = command.Split(' ').Select(word => word == "FILE" ? file : word).ToArray();
        var run = await CommandRun.Of(words[0], Nothing, words[1..]);

        Assert.That(run.Code, Is.EqualTo(1), $"{command} of {file}: {run.Text}");
        Assert.That(run.Text, Is.Not.Empty.And.Not.Contains("   at ").And.Not.Contains("fault of the program"),
            $"{command} of {file}");
    }
}
