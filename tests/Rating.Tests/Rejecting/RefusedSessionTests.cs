using System.Text;
using System.Text.Json;

namespace Charging.Rating.Tests;

public class RefusedSessionTests
{
    [Test]
    public void The_place_may_be_a_name_of_the_platforms_own_and_is_shown_as_its_sentence_is()
    {
        var told = Refused($"{{\"attributes\":{{\"4111111111111111 {new string('x', 100_000)}\":1}}}}");

        Assert.That(told.Path, Does.StartWith("$.attributes").And.Contain("************1111").And.Not.Contain("4111"));
        Assert.That(told.Path, Has.Length.EqualTo(1_000));
    }

    private static SessionRejected Refused(string body)
    {
        var wrong = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SessionEnded>(body, Wire.Json))!;
        return RefusedSession.Of(
            new MessageSetAside(true, "vienna", "1", Encoding.UTF8.GetBytes(body), "$", wrong), "vienna",
            DateTime.UnixEpoch);
    }
}
