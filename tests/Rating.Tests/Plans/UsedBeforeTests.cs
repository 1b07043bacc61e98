namespace Charging.Rating.Tests.Plans;

/// <summary>What a quote may be told of the period so far.</summary>
public class UsedBeforeTests
{
    private static readonly PricePlan Plan = Sample.Plan(
        """
        { service: voice, steps: [ { from: 0s, price: 1, per: 1s, increment: 1s } ] },
        { service: conference, steps: [ { from: 0s, price: 1, per: 1s, increment: 1s } ] },
        { service: message, quantity: { model: perUnit, tiers: [ { price: 1 } ] } },
        { service: data, quantity: { model: perUnit, over: month, tiers: [ { price: 1 } ] } }
        """,
        "allowances: [ { service: voice, minutes: 9, every: day }, { service: message, messages: 9, every: day } ]");

    [TestCase(Service.Data, null, null, 0)]
    [TestCase(Service.Data, "0", null, 0)]
    [TestCase(Service.Data, "9223372036854775807", null, long.MaxValue)]
    [TestCase(Service.Message, null, "7", 7)]
    [TestCase(Service.Voice, null, "7", 7 * 60_000)]
    [TestCase(Service.Voice, null, "41.305", 2_478_300)]
    [TestCase(Service.Voice, null, "0.333333", 20_000, Description = "to the nearest millisecond")]
    [TestCase(Service.Voice, null, "153722867280912", 153722867280912 * 60_000)]
    [TestCase(Service.Conference, null, null, 0)]
    public void It_is_read_in_what_the_counter_counts(Service service, string? used, string? free, long expected) =>
        Assert.That(Read(service, used, free), Is.EqualTo((expected, "")));

    [TestCase(Service.Message, "5", null,
        "--used: plan 'sample' of 2026-01-01 has no tiers over a month for this message; leave it out.")]
    [TestCase(Service.Conference, "5", null,
        "--used: plan 'sample' of 2026-01-01 has no tiers over a month for this conference; leave it out.")]
    [TestCase(Service.Data, null, "5",
        "--allowance-used: plan 'sample' of 2026-01-01 has no allowance for data; leave it out.")]
    [TestCase(Service.Data, "1.5", null,
        "--used: '1.5' is not a quantity; write a whole number of messages or bytes, 0 or more.")]
    [TestCase(Service.Data, "-1", null,
        "--used: '-1' is not a quantity; write a whole number of messages or bytes, 0 or more.")]
    [TestCase(Service.Message, null, "1.5",
        "--allowance-used: '1.5' is not a quantity; write a whole number of messages or bytes, 0 or more.")]
    [TestCase(Service.Voice, null, "an hour",
        "--allowance-used: 'an hour' is not a quantity; write minutes, such as 12.5, 0 or more.")]
    [TestCase(Service.Voice, null, "-1",
        "--allowance-used: '-1' is not a quantity; write minutes, such as 12.5, 0 or more.")]
    [TestCase(Service.Voice, null, "153722867280913",
        "--allowance-used: '153722867280913' is not a quantity; write minutes, such as 12.5, 0 or more.")]
    public void What_makes_no_sense_is_told(Service service, string? used, string? free, string complaint) =>
        Assert.That(Read(service, used, free), Is.EqualTo(((long?)null, complaint)));

    [Test]
    public void One_of_the_two_is_always_wrong() =>
        Assert.That(Read(Service.Data, "1", "1").Complaint, Does.StartWith("--allowance-used: "));

    private static (long? Used, string Complaint) Read(Service service, string? used, string? free)
    {
        var complaints = new List<string>();
        var session = Sample.Session with { Service = service, Quantity = 1 };
        return (UsedBefore.Read(Plan, session, used, free, complaints), string.Join('\n', complaints));
    }
}
