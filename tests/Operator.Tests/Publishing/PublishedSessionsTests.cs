using System.Text;
using Charging.Operator.Publishing;

namespace Charging.Operator.Tests.Publishing;

public class PublishedSessionsTests
{
    private readonly List<UnreadLine> unread = [];
    private string path = "";

    [SetUp]
    public void Begin() => path = Path.GetTempFileName();

    [TearDown]
    public void End()
    {
        unread.Clear();
        File.Delete(path);
    }

    [Test]
    public async Task What_was_published_is_read_back()
    {
        await Publish(Of("""{"source":"a","sessionId":"1"}"""), Of("not JSON"));

        Assert.That(Ids(), Is.EqualTo(new[] { "1", null }));
        Assert.That(unread, Is.Empty);
    }

    [TestCase("{\"source\":\"b\",\"sess")]
    [TestCase("{\"source\":\"b\",\"sessionId\":\"{}\"}")]
    [TestCase("{")]
    public async Task A_line_that_a_killed_publisher_has_left_is_named_and_the_next_publisher_begins_a_new_one(
        string stump)
    {
        await Publish(Session("1"));
        await File.AppendAllTextAsync(path, stump);
        await Publish(Session("2"), Session("3"));

        Assert.That(Ids(), Is.EqualTo(new[] { "1", "2", "3" }));
        Assert.That(unread.Single(), Is.EqualTo(new UnreadLine(path, 2, IsCutOff: true)));
        Assert.That($"{unread[0]}", Does.Contain(path).And.Contain("line 2 is cut off"));
    }

    [Test]
    public async Task A_session_that_an_earlier_publisher_wrote_behind_half_a_line_counts()
    {
        await Publish(Session("1"));
        var line = (await File.ReadAllLinesAsync(path))[0];
        await File.AppendAllTextAsync(path, line[..25] + line.Replace("\"1\"", "\"2\"", StringComparison.Ordinal));

        Assert.That(Ids(), Is.EqualTo(new[] { "1", "2" }));
        Assert.That(unread.Select(one => one.Number), Is.EqualTo(new[] { 2 }));
    }

    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("\0\0\0\0")]
    [TestCase("not JSON")]
    public async Task What_is_no_session_at_all_is_told_apart_from_a_line_that_is_cut_off(string line)
    {
        await Publish(Session("1"));
        await File.AppendAllTextAsync(path, $"{line}\n");
        await Publish(Session("2"));

        Assert.That(Ids(), Is.EqualTo(new[] { "1", "2" }));
        Assert.That(unread.Single().IsCutOff, Is.False);
    }

    [Test]
    public void Where_nothing_was_published_there_is_nothing_to_read()
    {
        File.Delete(path);

        Assert.That(Ids(), Is.Empty);
    }

    [Test, System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Nobody_else_on_the_machine_reads_what_was_published()
    {
        File.Delete(path);

        await Publish(Session("1"));

        Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    private IEnumerable<string?> Ids() =>
        [.. PublishedSessions.Read(path, unread.Add).Select(session => session.SessionId)];

    private async Task Publish(params PublishedSession[] sessions)
    {
        await using var file = new PublishedSessions(path);
        foreach (var session in sessions) await file.Add(session);
    }

    private static PublishedSession Session(string id) => Of($$"""{"source":"a","sessionId":"{{id}}"}""");

    private static PublishedSession Of(string body) => PublishedSession.Of(Encoding.UTF8.GetBytes(body), run: null);
}
