using System.Text.Json;

namespace Charging.Contracts.Tests;

/// <summary>The quantity of a session, as strangers write it.</summary>
public class ExactNumberTests
{
    [TestCase("1000000000000000000", "1000000000000000000")]
    [TestCase("1e18", "1000000000000000000")]
    [TestCase("5.000000000000000000000000000000000000000", "5")]
    [TestCase("1234567890123456789012345678", "1234567890123456789012345678")]
    [TestCase("0e999999", "0")]
    [TestCase("-0.5", "-0.5")]
    public void A_quantity_of_up_to_28_digits_is_read_as_it_is(string json, string expected) =>
        Assert.That(Read(json).Quantity, Is.EqualTo(decimal.Parse(expected, null)));

    [TestCase("12345678901234567890123456789")]
    [TestCase("1.00000000000000000000000000001", Description = "would be read as 1")]
    [TestCase("1e-30", Description = "would be read as 0")]
    [TestCase("79228162514264337593543950335")]
    [TestCase("1e29")]
    [TestCase("1e400")]
    [TestCase("1e99999999999999999999")]
    [TestCase("0.12345678901234567890123456789")]
    public void A_longer_one_cannot_be_counted_and_is_never_rounded(string json) =>
        Assert.That(Read(json).Quantity, Is.EqualTo(SessionEnded.Uncountable));

    [TestCase("\"5\"")]
    [TestCase("true")]
    [TestCase("[5]")]
    public void What_is_no_number_is_refused(string json) =>
        Assert.That(() => Read(json), Throws.TypeOf<JsonException>());

    [Test]
    public void No_quantity_is_none() => Assert.That(Read("null").Quantity, Is.Null);

    private static SessionEnded Read(string quantity) => JsonSerializer.Deserialize<SessionEnded>($$"""
        {
          "source": "a", "sessionId": "1", "customerId": "acme", "service": "data", "quantity": {{quantity}},
          "startedAt": "2026-11-20T09:00:00Z", "endedAt": "2026-11-20T09:00:00Z"
        }
        """, Wire.Json)!;
}
