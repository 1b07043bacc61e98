namespace Charging.Rating.Tests.Plans;

public class QuoteCommandTests
{
    private const string Plan = """
        code: standard
        currency: EUR
        timeZone: Europe/Prague
        validFrom: 2026-01-01
        prices:
          - service: conference
            connectionFee: 0.05
            steps:
              - { from: 0s, price: 0.06, per: 60s, increment: 60s }
              - { from: 60s, price: 0.06, per: 60s, increment: 3s }
        """;

    private const string Session = """
        {
          "source": "bridge-7", "sessionId": "1", "customerId": "acme", "service": "conference",
          "startedAt": "2026-11-20T09:00:00Z", "endedAt": "2026-11-20T09:41:18.250Z",
          "legs": [
            { "legId": "1", "connectedAt": "2026-11-20T09:00:00Z", "disconnectedAt": "2026-11-20T09:41:16.250Z" }
          ]
        }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("charging-quote-").FullName;

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_price_is_one_json_object()
    {
        const string expected = """
            {"charge":{"minor":253,"currency":"EUR"},"exact":"2.528","lines":[
            {"description":"connection","quantity":"1","unit":"leg","unitPrice":"0.05","amount":"0.05"},
            {"description":"conference","quantity":"41.3","unit":"min","unitPrice":"0.06","amount":"2.478"}]}
            """;

        Assert.That(await Quote(Plan, Session), Is.EqualTo((0, OneLine(expected), "")));
    }

    [Test]
    public async Task A_session_that_cannot_be_rated_says_why_and_exits_with_3()
    {
        var (code, output, _) = await Quote(Plan, Session.Replace("conference", "voice", StringComparison.Ordinal));

        Assert.That((code, output), Is.EqualTo((3, """
            {"rejected":{"code":"no-price","detail":"The plan 'standard' of 2026-01-01 has no price for voice."}}
            """)));
    }

    [Test]
    public async Task A_session_that_does_not_pass_the_checks_exits_with_3()
    {
        var (code, output, _) = await Quote(Plan, Session.Replace("acme", "", StringComparison.Ordinal));

        Assert.That((code, output), Is.EqualTo((3, """
            {"rejected":{"code":"missing-field","detail":"A field is missing: customerId is empty."}}
            """)));
    }

    [Test]
    public async Task A_session_of_any_year_is_quoted_since_no_clock_is_looked_at()
    {
        var (code, _, _) = await Quote(Plan, Session.Replace("2026-11", "2046-11", StringComparison.Ordinal));

        Assert.That(code, Is.Zero);
    }

    [Test]
    public async Task A_bad_plan_exits_with_1_and_says_where()
    {
        var (code, output, complaints) = await Quote(Plan.Replace("EUR", "EUX", StringComparison.Ordinal), Session);

        Assert.That((code, output), Is.EqualTo((1, "")));
        Assert.That(complaints, Does.Contain("plan.yaml:2: currency: 'EUX' is not a currency"));
    }

    [TestCase("{", "session.json: this is not a SessionEnded")]
    [TestCase("null", "session.json: this is null")]
    [TestCase("""{ "source": "a" }""", "missing required properties")]
    public async Task A_bad_session_file_exits_with_1_and_says_what(string session, string complaint)
    {
        var (code, _, complaints) = await Quote(Plan, session);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(complaints, Does.Contain(complaint));
    }

    [TestCase(null, null, "missing.json: there is no such file")]
    [TestCase("missing.yaml", null, "missing.yaml: there is no such file")]
    public async Task A_file_that_is_not_there_exits_with_1_and_is_named(
        string? planFile, string? sessionFile, string complaint)
    {
        var good = Path.Combine(folder, "good.yaml");
        await File.WriteAllTextAsync(good, Plan);

        var (code, _, complaints) = await Run(new QuoteRequest(planFile ?? good, sessionFile ?? "missing.json"));

        Assert.That(code, Is.EqualTo(1));
        Assert.That(complaints, Does.Contain(complaint));
    }

    [Test]
    public async Task A_price_that_is_finer_than_any_coin_is_printed_as_it_is()
    {
        const string expected = """
            {"charge":{"minor":253,"currency":"EUR"},"exact":"2.5283","lines":[
            {"description":"connection","quantity":"1","unit":"leg","unitPrice":"0.05","amount":"0.05"},
            {"description":"conference","quantity":"41.305","unit":"min","unitPrice":"0.06","amount":"2.4783"}]}
            """;
        var sheet = new LineSheet();
        sheet.Add(new LinePrice("connection", "leg", 0.05m, 1), 1);
        sheet.Add(new LinePrice("conference", "min", 0.06m, 60_000), 2_478_300);
        var lines = sheet.ToLines();
        var exact = lines[0].Amount + lines[1].Amount;
        using var output = new StringWriter();

        await QuoteCommand.Print(
            new Quote(Rounding.HalfUp.ToMoney(exact, "EUR"), exact, lines, Sample.Read(Plan)), output);

        Assert.That(output.ToString().TrimEnd(), Is.EqualTo(OneLine(expected)));
    }

    [Test]
    public async Task A_price_without_a_finite_decimal_is_printed_as_a_fraction()
    {
        var (_, output, _) = await Quote(Plan.Replace("price: 0.06, per: 60s, increment: 3s",
            "price: 0.01, per: 7s, increment: 1s", StringComparison.Ordinal), Session);

        // The first minute is 0.06, then 2417 started seconds at 0.01 for seven.
        Assert.That(output, Does.Contain("\"exact\":\"1247/350\""));
    }

    private static string OneLine(string text) => text.Replace("\n", "", StringComparison.Ordinal);

    private async Task<(int Code, string Output, string Complaints)> Quote(string plan, string session)
    {
        var (planFile, sessionFile) = (Path.Combine(folder, "plan.yaml"), Path.Combine(folder, "session.json"));
        await File.WriteAllTextAsync(planFile, plan);
        await File.WriteAllTextAsync(sessionFile, session);
        return await Run(new QuoteRequest(planFile, sessionFile));
    }

    private static async Task<(int Code, string Output, string Complaints)> Run(QuoteRequest request)
    {
        using var output = new StringWriter();
        using var complaints = new StringWriter();
        var code = await QuoteCommand.Run(request, output, complaints, default);
        return (code, output.ToString().TrimEnd(), complaints.ToString().TrimEnd());
    }
}
