namespace Charging.Rating.Tests.Plans;

/// <summary>Quotes that depend on what the period has seen so far.</summary>
public class QuoteOfPeriodTests
{
    private const string Plan = """
        code: mobile
        currency: EUR
        timeZone: Europe/Prague
        validFrom: 2026-01-01
        allowances: [ { service: message, messages: 100, every: month } ]
        prices:
          - { service: message, quantity: { model: perUnit, tiers: [ { price: 0.065 } ] } }
          - service: data
            quantity:
              unit: 1000000
              model: graduated
              over: month
              tiers: [ { upTo: 100, price: 0.00 }, { upTo: 1000, price: 0.004 }, { price: 0.002 } ]
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("charging-quote-").FullName;

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [TestCase(null, "0")]
    [TestCase("99000000", "0.008")]
    [TestCase("98500000", "0.008", Description = "of three and a half megabytes half a one has been paid for")]
    [TestCase("999000000", "0.008")]
    [TestCase("2000000000", "0.006")]
    public async Task What_the_month_has_seen_decides_the_tier(string? used, string exact)
    {
        var (code, output, complaints) = await Quote("data", 3_000_000, used: used);

        Assert.That((code, complaints), Is.EqualTo((0, "")));
        Assert.That(output, Does.Contain($"\"exact\":\"{exact}\""));
    }

    [TestCase(null, "0")]
    [TestCase("98", "0.065")]
    [TestCase("100", "0.195")]
    [TestCase("1000", "0.195")]
    public async Task What_is_used_up_of_the_allowance_is_no_longer_free(string? used, string exact)
    {
        var (code, output, complaints) = await Quote("message", 3, allowanceUsed: used);

        Assert.That((code, complaints), Is.EqualTo((0, "")));
        Assert.That(output, Does.Contain($"\"exact\":\"{exact}\""));
    }

    [Test]
    public async Task What_the_plan_does_not_count_exits_with_1_and_prints_no_price()
    {
        var (code, output, complaints) = await Quote("message", 3, used: "5");

        Assert.That((code, output), Is.EqualTo((1, "")));
        Assert.That(complaints, Does.StartWith("--used: plan 'mobile' of 2026-01-01 has no tiers over a month"));
    }

    [Test]
    public async Task A_session_that_does_not_pass_the_checks_is_rejected_before_anything_is_counted()
    {
        var (code, output, _) = await Quote("message", -3, used: "5");

        Assert.That(code, Is.EqualTo(3));
        Assert.That(output, Does.StartWith("""{"rejected":{"code":"bad-quantity","""));
    }

    private async Task<(int Code, string Output, string Complaints)> Quote(
        string service, long quantity, string? used = null, string? allowanceUsed = null)
    {
        var (planFile, sessionFile) = (Path.Combine(folder, "plan.yaml"), Path.Combine(folder, "session.json"));
        await File.WriteAllTextAsync(planFile, Plan);
        await File.WriteAllTextAsync(sessionFile, $$"""
            {
              "source": "ggsn-1", "sessionId": "1", "customerId": "acme", "service": "{{service}}",
              "startedAt": "2026-11-20T09:00:00Z", "endedAt": "2026-11-20T09:41:18Z", "quantity": {{quantity}}
            }
            """);
        using var output = new StringWriter();
        using var complaints = new StringWriter();
        var request = new QuoteRequest(planFile, sessionFile, used, allowanceUsed);
        var code = await QuoteCommand.Run(request, output, complaints, default);
        return (code, output.ToString().TrimEnd(), complaints.ToString().TrimEnd());
    }
}
