using System.Text;
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

    private static PublishedSession Of(string body) => PublishedSession.Of(Encoding.UTF8.GetBytes(body), run: null);
}
