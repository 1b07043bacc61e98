using System.Text;
using System.Text.Json;
using Charging.Operator.Publishing;

namespace Charging.Operator.Tests.Publishing;

public class SampleRunTests
{
    private static readonly byte[] Session = """
        {"sessionId":"a","startedAt":"2026-11-20T09:00:00.125Z","endedAt":"2026-11-20T10:00:00+01:00",
         "legs":[{"legId":"1","connectedAt":"2026-11-20T08:30:00Z"}]}
        """u8.ToArray();

    [Test]
    public void The_last_session_has_just_ended_and_the_others_keep_their_distance()
    {
        var now = new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var run = new SampleRun(3, SampleRun.ShiftToNow([Session, "no"u8.ToArray()], now));

        using var renewed = JsonDocument.Parse(run.Renew(Session));
        var session = renewed.RootElement;

        Assert.Multiple(() =>
        {
            Assert.That(session.GetProperty("sessionId").GetString(), Is.EqualTo("a-run3"));
            Assert.That(session.GetProperty("endedAt").GetString(), Is.EqualTo("2027-01-01T00:00:00.000Z"));
            Assert.That(session.GetProperty("startedAt").GetString(), Is.EqualTo("2027-01-01T00:00:00.125Z"));
            Assert.That(session.GetProperty("legs")[0].GetProperty("connectedAt").GetString(),
                Is.EqualTo("2026-12-31T23:30:00.000Z"));
        });
    }

    [TestCase("not JSON")]
    [TestCase("[1]")]
    [TestCase("{\"sessionId\":7}")]
    public void What_is_no_session_stays_as_it_is(string body)
    {
        var renewed = new SampleRun(3, TimeSpan.FromDays(1)).Renew(Encoding.UTF8.GetBytes(body));

        Assert.That(Encoding.UTF8.GetString(renewed), Is.EqualTo(body));
    }
}
