using System.Text;
using System.Text.Json;
using Charging.TestBed;

namespace Charging.Rating.Tests.Checking;

public class CheckCommandTests
{
    private static readonly DateTime Now = Sample.Session.EndedAt.AddHours(1);

    private static readonly string Good = JsonSerializer.Serialize(Sample.Session, Wire.Json);

    private string path = null!;

    [SetUp]
    public void Begin() => path = Path.GetTempFileName();

    [TearDown]
    public void End() => File.Delete(path);

    [Test]
    public async Task A_file_of_good_sessions_is_taken_whole()
    {
        var (code, said) = await Check($"{Good}\n\n{Good}\n");

        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.StartWith($"{Name}: 2 would be taken, 0 wrong, 0 skipped."));
    }

    [Test]
    public async Task Each_session_that_is_wrong_is_said_with_its_line_its_place_its_code_and_why()
    {
        var (code, said) = await Check(string.Join('\n', (string[])
        [
            Good,
            "Hello, I am a session.",
            Good.Replace("\"voice\"", "\"telepathy\"", StringComparison.Ordinal),
            Good.Replace("\"connectedAt\"", "\"from\"", StringComparison.Ordinal),
            Good.Replace("\"customerId\":\"acme\"", "\"customerId\":\"\"", StringComparison.Ordinal),
            Good.Replace("2026-11-20", "2036-11-20", StringComparison.Ordinal),
            Good.Replace("\"legId\":\"1\"", "\"legId\":\"1\",\"role\":\"4111111111111111\"", StringComparison.Ordinal),
        ]));

        Assert.That(code, Is.EqualTo(1));
        Assert.That(
            said.Split('\n').Select(line => string.Join(' ', line.Split("  ")[..^1])).Where(line => line.Length > 0),
            Is.EqualTo((string[])
            [
                $"{Name}:2 $ unreadable", $"{Name}:3 $.service unreadable",
                $"{Name}:4 $.legs[0].connectedAt missing-field", $"{Name}:5 $.customerId missing-field",
                $"{Name}:6 $.endedAt future", $"{Name}:7 - note",
            ]));
        Assert.That(said, Does.Contain("'telepathy' is not a Service; use conference, voice, message, data."));
        Assert.That(said, Does.Contain("A card number stands in legs[0].role").And.Not.Contain("4111"));
        Assert.That(said, Does.Contain($"{Name}: 2 would be taken, 5 wrong, 0 skipped."));
    }

    [Test]
    public async Task An_array_is_its_elements_each_with_the_line_on_which_it_begins()
    {
        var (code, said) = await Check($"[\n{Good},\n{{ \"source\": 5 }}\n]");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(said, Does.StartWith($"{Name}:3  $.source  unreadable  "));
    }

    [Test]
    public async Task A_message_that_would_not_be_let_in_is_refused()
    {
        var (_, said) = await Check($"{Good[..^1]},\"note\":\"{new string('x', 1_310_720)}\"}}");

        Assert.That(said, Does.StartWith($"{Name}:1  -  refused  A message of "));
    }

    [Test]
    public async Task A_platforms_own_records_are_read_as_the_worker_reads_them()
    {
        const string record = """{ "event": "E_ACC_CDR", "params": { "callid": "1" } }""";
        var format = RecordFormat.All.Single(format => format.Name == "opensips-cdr");
        var options = new ImportOptions("Import__OpenSipsCdr", format.CustomerField, "opensips", "callee");

        var (code, said) = await Check(record, one => format.Read(one.Span, options));

        Assert.That(code, Is.EqualTo(1), said);
        Assert.That(said, Does.StartWith($"{Name}:1  -  unreadable  "));
    }

    [Test]
    public async Task What_the_worker_would_set_aside_is_what_is_said_of_the_samples()
    {
        var samples = Path.Combine(Bed.Root, "deploy/samples/sessions.jsonl");
        using var output = new StringWriter();

        var code = await CheckCommand.Run(samples, null, new(2026, 11, 25), output, CancellationToken.None);

        var codes = output.ToString().Split('\n').Select(line => line.Split("  "))
            .Where(line => line.Length == 4 && line[2] != "note").Select(line => line[2]).ToList();
        Assert.That(code, Is.EqualTo(1));
        Assert.That(codes, Is.Not.Empty.And.SubsetOf(
            (string[])[SessionRejected.Unreadable, .. Words.All<QuarantineCode>()]));
    }

    private string Name => Path.GetFileName(path);

    private async Task<(int Code, string Said)> Check(
        string text, Func<ReadOnlyMemory<byte>, Imported>? records = null)
    {
        await File.WriteAllTextAsync(path, text, Encoding.UTF8);
        using var output = new StringWriter { NewLine = "\n" };
        return (await CheckCommand.Run(path, records, Now, output, CancellationToken.None), output.ToString());
    }
}
