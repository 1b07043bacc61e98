using System.Text;
using Charging.Contracts;
using Charging.Operator.Publishing;

namespace Charging.Operator.Tests.Publishing;

public class PublishedSessionTests
{
    [Test]
    public void A_session_goes_by_its_key_whatever_else_it_says()
    {
        var session = Of("""{"sessionId":"4711","legs":"nonsense","source":"bridge.example"}""");

        Assert.That(session.UsageId, Is.EqualTo(new SessionKey("bridge.example", "4711").UsageId));
    }

    [TestCase("")]
    [TestCase("not JSON")]
    [TestCase("[1]")]
    [TestCase("""{"source":"bridge.example"}""")]
    [TestCase("""{"source":"bridge.example","sessionId":7}""")]
    [TestCase("""{"source":"bridge.example","sessionId":"\ud800"}""")]
    public void Without_a_key_it_goes_by_its_bytes(string body)
    {
        var (one, same, other) = (Of(body), Of(body), Of(body + " "));

        Assert.Multiple(() =>
        {
            Assert.That(one.IsReadable, Is.False);
            Assert.That(one.UsageId, Is.EqualTo(same.UsageId).And.Not.EqualTo(other.UsageId));
        });
    }

    [Test]
    public void Nesting_beyond_all_bounds_has_no_key() =>
        Assert.That(Of(new string('[', 5_000)).IsReadable, Is.False);

    [Test]
    public async Task What_was_published_is_read_back_and_a_line_that_was_cut_off_is_left_out()
    {
        var path = Path.GetTempFileName();
        await using (var file = new PublishedSessions(path))
        {
            await file.Add(Of("""{"source":"a","sessionId":"1"}"""));
            await file.Add(Of("not JSON"));
        }

        await File.AppendAllTextAsync(path, "{\"source\":\"b\",\"sess");

        Assert.That(PublishedSessions.Read(path).Select(session => session.SessionId), Is.EqualTo(new[] { "1", null }));
        File.Delete(path);
    }

    private static PublishedSession Of(string body) => PublishedSession.Of(Encoding.UTF8.GetBytes(body), run: null);
}
