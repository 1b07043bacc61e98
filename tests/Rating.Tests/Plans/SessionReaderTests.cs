using System.Text;

namespace Charging.Rating.Tests.Plans;

public class SessionReaderTests
{
    private const string One = """
        { "source": "s", "sessionId": "1", "customerId": "acme", "service": "data", "quantity": 5,
        """ + """
        "startedAt": "2026-11-20T09:00:00Z", "endedAt": "2026-11-20T09:00:00Z" }
        """;

    private static readonly string Two = One.Replace("\"1\"", "\"2\"", StringComparison.Ordinal);

    [TestCase("{0}\n{1}\n")]
    [TestCase("{0}\r\n\r\n{1}")]
    [TestCase("\n  {0}\n{1}\n\n")]
    [TestCase("[{0},{1}]")]
    [TestCase("\n[\n  {0},\n\n  {1}\n]\n")]
    [TestCase("\uFEFF[{0},{1}]")]
    public async Task Sessions_stand_on_lines_or_in_an_array(string file) =>
        Assert.That((await Read(Filled(file))).Select(read => read.Session?.SessionId), Is.EqualTo(["1", "2"]));

    [TestCase("{0}\n\nno json\n{1}", "file:3: this is not a SessionEnded: 'no json' is an")]
    [TestCase("{0}\nnull\n{1}", "file:2: this is null; write a SessionEnded.")]
    [TestCase("[{0},\n\n  {{ \"source\": 1 }},\n {1}]", "file:3: this is not a SessionEnded")]
    [TestCase("\n[{0},\n  {{\n    \"source\":\n 1 }},\n {1}]", "file:5: this is not a SessionEnded")]
    [TestCase("[{0}, null, {1}]", "file:1: this is null")]
    public async Task A_bad_session_is_told_with_its_line_and_the_others_are_read(string file, string complaint)
    {
        var read = await Read(Filled(file));

        Assert.That(read.Select(one => one.Session?.SessionId), Is.EqualTo(["1", null, "2"]));
        Assert.That(read[1].Complaint, Does.StartWith(complaint).And.Not.Contain("LineNumber"));
    }

    [TestCase("[{0},\n{1}", "file:2: the array is broken here")]
    [TestCase("[{0}, {1}]\n]", "file:2: the array is broken here")]
    [TestCase("[\n{0} {1}]", "file:2: the array is broken here")]
    public async Task A_broken_array_is_told_with_its_line(string file, string complaint) =>
        Assert.That((await Read(Filled(file)))[^1].Complaint, Does.StartWith(complaint));

    [TestCase("")]
    [TestCase("\n \n")]
    [TestCase("[]")]
    public async Task An_empty_file_has_no_sessions(string file) => Assert.That(await Read(file), Is.Empty);

    private static string Filled(string file) => string.Format(file, One, Two);

    private static async Task<List<ReadSession>> Read(string text)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await SessionReader.Read("file", file, default).ToListAsync();
    }
}
