using System.Text;
using Charging.Contracts.Cards;
using Charging.Operator.DeadLetters;
using RabbitMQ.Client;

namespace Charging.Operator.Tests.DeadLetters;

public class DeadLetterTests
{
    private static readonly string[] Own = ["rating", "operator"];

    private static readonly BasicProperties Faulted = new()
    {
        ContentType = "application/json",
        MessageId = "4711",
        Headers = new Dictionary<string, object?>
        {
            ["MT-Fault-Message"] = Encoding.UTF8.GetBytes("No such plan."),
            ["MT-Host-MachineName"] = Encoding.UTF8.GetBytes("a"),
            ["x-death"] = new List<object>(),
            ["x-delivery-count"] = 12L,
            ["traceparent"] = Encoding.UTF8.GetBytes("00-ab-cd-01"),
        },
    };

    [Test]
    public void It_says_why_it_lies_there_and_how_often_it_was_looked_at()
    {
        var letter = new DeadLetter(1, ReadOnlyMemory<byte>.Empty, Faulted);

        Assert.That((letter.Reason, letter.Returns), Is.EqualTo(("No such plan.", 12L)));
    }

    [TestCase(10, 2 * 1024 * 1024, ExpectedResult = true)]
    [TestCase(9, 1, ExpectedResult = false)]
    [TestCase(10, 2 * 1024 * 1024 + 1, ExpectedResult = false, Description = "the broker would refuse the copy")]
    public bool It_is_replaced_by_a_copy_before_it_was_looked_at_too_often(int looks, int bytes) =>
        DeadLetterQueues.IsCopied(new DeadLetter(1, new byte[bytes], new BasicProperties
        {
            Headers = new Dictionary<string, object?> { ["x-delivery-count"] = (long)looks },
        }));

    [Test]
    public void It_is_replaced_at_once_where_its_properties_could_not_be_read() =>
        Assert.That(DeadLetterQueues.IsCopied(new DeadLetter(1, new byte[1], new BasicProperties())), Is.True);

    [Test]
    public void It_goes_back_as_it_first_came()
    {
        var unmarked = DeadLetter.Unmarked(Faulted, "operator", "rating-rate-session_error", Own);

        Assert.Multiple(() =>
        {
            Assert.That(unmarked.Headers!.Keys, Is.EqualTo(new[] { "traceparent", Publishers.Header }));
            Assert.That(unmarked.MessageId, Is.EqualTo("4711"));
            Assert.That(unmarked.Persistent, Is.True);
        });
    }

    [TestCase("upstream", null, "_error", ExpectedResult = "upstream")]
    [TestCase(null, "rating", "_error", ExpectedResult = "rating")]
    [TestCase("operator", "upstream", "_dead", ExpectedResult = "upstream")]
    [TestCase("upstream", "rating", "_dead", ExpectedResult = "upstream")]
    [TestCase("rating", "upstream", "_dead", ExpectedResult = "upstream")]
    [TestCase("rating", null, "_dead", ExpectedResult = "rating")]
    [TestCase("operator", null, "_dead", ExpectedResult = "operator")]
    [TestCase(null, "rating", "_dead", ExpectedResult = "")]
    [TestCase(null, null, "_error", ExpectedResult = "")]
    public string? It_stays_the_word_of_whoever_published_it_first(string? user, string? header, string end)
    {
        var properties = new BasicProperties { UserId = user, Headers = new Dictionary<string, object?>() };
        if (header is not null) properties.Headers[Publishers.Header] = Encoding.UTF8.GetBytes(header);

        var signed = DeadLetter.Signed(properties, "operator", $"payment-collect-payment{end}", Own);

        Assert.That(signed.UserId, Is.EqualTo("operator"));
        return Publishers.HeaderOf(signed);
    }

    [Test]
    public void It_goes_nowhere_but_home()
    {
        var letter = new BasicProperties
        {
            Headers = new Dictionary<string, object?> { ["CC"] = new List<object> { "payment-collect-payment" } },
        };

        Assert.That(DeadLetter.Unmarked(letter, "operator", "rating-rate-session_error", Own).Headers!.Keys,
            Is.EqualTo(new[] { Publishers.Header }));
    }

    [TestCase("rating-rate-session_error", "rating-rate-session")]
    [TestCase("payment-send-receipt_dead", "payment-send-receipt")]
    public void It_goes_back_to_the_queue_it_came_from(string queue, string home) =>
        Assert.That(BrokerQueue.HomeOf(queue), Is.EqualTo(home));

    [Test]
    public void A_working_queue_is_not_replayed() =>
        Assert.That(() => BrokerQueue.HomeOf("rating-rate-session"), Throws.InvalidOperationException);

    [TestCase("card 4242 4242 4242 4242 of", "card **** **** **** 4242 of")]
    [TestCase("+420222333444 and 1234567890123", "+420222333444 and 1234567890123")]
    public void A_card_number_is_shown_by_its_last_four_digits(string text, string shown) =>
        Assert.That(CardNumber.Masked(text), Is.EqualTo(shown));
}
