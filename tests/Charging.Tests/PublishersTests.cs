using System.Text;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace Charging.Tests;

/// <summary>Whose word a message is, and whether it counts.</summary>
public class PublishersTests
{
    private const string Queue = "payment-collect-payment";

    private static readonly DateTimeOffset Until = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    [TestCase(-1, ExpectedResult = true)]
    [TestCase(0, ExpectedResult = false)]
    public bool A_message_of_ours_without_a_name_counts_until_the_workers_of_before_are_replaced(int secondsAfter) =>
        IsHeard(new BasicProperties(), Until.AddSeconds(secondsAfter));

    [TestCase("upstream", null, Description = "a stranger")]
    [TestCase(null, "", Description = "a worker wrote down that nobody was named")]
    [TestCase(null, "payment", Description = "a stranger's own header")]
    [TestCase("operator", "", Description = "put back by the operator, of nobody")]
    [TestCase("operator", "upstream", Description = "put back by the operator, of a stranger")]
    public void Whoever_is_named_otherwise_is_not_heard_meanwhile_either(string? user, string? header) =>
        Assert.That(IsHeard(Of(user, header), Until.AddDays(-1)), Is.False);

    [Test]
    public void Without_that_setting_a_name_is_needed_always() =>
        Assert.That(IsHeard(new BasicProperties(), Until.AddDays(-1), []), Is.False);

    [TestCase("rating", null, ExpectedResult = true)]
    [TestCase("myself", null, ExpectedResult = true)]
    [TestCase("operator", "rating", ExpectedResult = true)]
    [TestCase("rating", "upstream", ExpectedResult = false)]
    [TestCase("upstream", "rating", ExpectedResult = false)]
    public bool A_header_only_takes_away(string user, string? header) => IsHeard(Of(user, header), Until.AddDays(1));

    private static BasicProperties Of(string? user, string? header) => new()
    {
        UserId = user,
        Headers = header is null ? null : new Dictionary<string, object?>
        {
            [Publishers.Header] = Encoding.UTF8.GetBytes(header),
        },
    };

    private static bool IsHeard(BasicProperties message, DateTimeOffset now) =>
        IsHeard(message, now, new() { ["Publishers:UnnamedUntil"] = $"{Until:O}" });

    private static bool IsHeard(BasicProperties message, DateTimeOffset now, Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        try
        {
            new Publishers(configuration, "myself", new StoppedClock(now)).NeedOwn(message, Queue);
            return true;
        }
        catch (MessageRefusedException)
        {
            return false;
        }
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
