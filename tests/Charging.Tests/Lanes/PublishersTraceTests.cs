using System.Text;
using RabbitMQ.Client;

namespace Charging.Tests.Lanes;

/// <summary>How a publisher's own trace becomes that of its message.</summary>
public class PublishersTraceTests
{
    private const string Ours = "MT-Activity-Id";
    private const string Theirs = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Test]
    public void A_traceparent_is_followed_as_a_text_and_as_bytes() => Assert.That(
        new[] { Followed(Theirs), Followed(Encoding.UTF8.GetBytes(Theirs)) }, Has.All.EqualTo(Theirs));

    [TestCase("")]
    [TestCase("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [TestCase("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331")]
    [TestCase("4000056655665556")]
    public void What_is_no_trace_is_not_followed(string given) => Assert.That(Followed(given), Is.Null);

    [Test]
    public void Neither_is_one_without_end_nor_one_of_another_kind() => Assert.That(
        new[] { Followed($"{Theirs}-{new string('x', 300)}"), Followed(4711L), Followed(null) }, Has.All.Null);

    [Test]
    public void Our_own_goes_before_it()
    {
        var properties = new BasicProperties
        {
            Headers = new Dictionary<string, object?> { ["traceparent"] = Theirs, [Ours] = "ours" },
        };

        PublishersTrace.Follow(properties);

        Assert.That(properties.Headers[Ours], Is.EqualTo("ours"));
    }

    [Test]
    public void Most_messages_have_no_headers_at_all()
    {
        var properties = new BasicProperties();

        PublishersTrace.Follow(properties);

        Assert.That(properties.Headers, Is.Null);
    }

    private static object? Followed(object? given)
    {
        var properties = new BasicProperties { Headers = new Dictionary<string, object?> { ["traceparent"] = given } };
        PublishersTrace.Follow(properties);
        return properties.Headers.TryGetValue(Ours, out var followed) ? followed : null;
    }
}
