using System.Text.Json;

namespace Charging.Rating.Tests.Plans;

public class TryCommandTests
{
    private const string Plan = """
        code: standard
        currency: EUR
        timeZone: Europe/Prague
        validFrom: 2026-01-01
        prices:
          - service: voice
            steps: [ { from: 0s, price: 0.10, per: 60s, increment: 60s } ]
          - service: message
            quantity: { model: perUnit, tiers: [ { price: 0.05 } ] }
        """;

    private static readonly string Dearer = Plan
        .Replace("0.10", "0.12", StringComparison.Ordinal)
        .Replace("2026-01-01", "2027-01-01", StringComparison.Ordinal);

    private static readonly SessionEnded[] Sessions =
    [
        Sample.Call(61) with { SessionId = "call-1" },
        Sample.Call(3_723) with { SessionId = "call-2" },
        Sample.Counted(Service.Message, 1_214) with { SessionId = "sms-1" },
        Sample.Counted(Service.Data, 5) with { SessionId = "data-1" },
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("charging-try-").FullName;

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_plan_is_tried_with_neither_broker_nor_database()
    {
        const string expected = """
            Plan 'standard' of 2026-01-01.

             session  customer  service     used     charge
            ─────────────────────────────────────────────────
             call-1   acme      voice    0:01:01   0.20 EUR
             call-2   acme      voice    1:02:03   6.30 EUR
             sms-1    acme      message    1,214  60.70 EUR


             session  customer  service  no price
            ───────────────────────────────────────
             data-1   acme      data     no-price


             total    sessions     charge
            ───────────────────────────────
             voice           2   6.50 EUR
             message         1  60.70 EUR


             reason    sessions  for instance
            ────────────────────────────────────────────────────────────────────────────────
             no-price         1  data-1: The plan 'standard' of 2026-01-01 has no price
                                 for data.

            4 sessions, 3 with a price.
            """;

        Assert.That(await Try(Plan, Lines(Sessions)), Is.EqualTo((0, expected, "")));
    }

    [Test]
    public async Task Another_file_stands_beside_it_with_the_differences()
    {
        var (code, output, _) = await Try(Dearer, Lines(Sessions), against: Plan);

        Assert.That(code, Is.Zero);
        Assert.That(output, Does.StartWith("Plan 'standard' of 2027-01-01, against plan 'standard' of 2026-01-01.\n"));
        Assert.That(output, Does.Contain(" call-2   acme      voice    1:02:03   7.56 EUR   6.30 EUR       +1.26\n"));
        Assert.That(output, Does.Contain(" sms-1    acme      message    1,214  60.70 EUR  60.70 EUR        0.00\n"));
        Assert.That(output, Does.Contain(" data-1   acme      data     no-price  no-price\n"));
        Assert.That(output, Does.Contain(" voice           2   7.80 EUR         2   6.50 EUR       +1.30\n"));
        Assert.That(output, Does.EndWith(
            "3 started before plan 'standard' of 2027-01-01; it prices them as if it had held\nthen."));
    }

    [Test]
    public async Task An_applied_plan_is_found_by_its_code()
    {
        var (code, output, _) = await Try(Dearer, Lines(Sessions), against: "standard");

        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("against plan 'standard' as applied."));
        Assert.That(output, Does.Contain(" voice           2   7.80 EUR         2   6.50 EUR       +1.30\n"));
    }

    [Test]
    public async Task A_code_that_is_not_applied_exits_with_1() =>
        Assert.That(await Try(Plan, Lines(Sessions), against: "nothing"), Is.EqualTo((1, "",
            "No plan 'nothing' is applied; see 'plans list', or name a file that ends in .yaml.")));

    [Test]
    public async Task A_bad_plan_exits_with_1_and_says_where()
    {
        var (code, output, complaints) = await Try(Plan.Replace("EUR", "EUX", StringComparison.Ordinal), "");

        Assert.That((code, output), Is.EqualTo((1, "")));
        Assert.That(complaints, Does.Contain("plan.yaml:2: currency: 'EUX' is not a currency"));
    }

    [Test]
    public async Task A_session_that_cannot_be_read_is_told_with_its_line_and_the_others_are_priced()
    {
        var (code, output, complaints) = await Try(Plan, $"{{}}\n{Lines(Sessions)}");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.EndWith("4 sessions, 3 with a price."));
        Assert.That(complaints, Does.Contain("sessions.jsonl:1: this is not a SessionEnded"));
        Assert.That(complaints, Does.Contain("1 session(s) of "));
    }

    [TestCase("nowhere.jsonl", "there is no such file")]
    [TestCase(".", "this is a directory; name a file in it.")]
    public async Task Sessions_that_are_no_file_exit_with_1_and_say_why(string name, string complaint)
    {
        var request = new TryRequest(await Kept("plan.yaml", Plan), Path.Combine(folder, name), null, All: false);
        using var output = new PlainConsole();
        using var complaints = new StringWriter();

        Assert.That(await TryCommand.Run(request, Applied, output.Console, complaints, default), Is.EqualTo(1));
        Assert.That(complaints.ToString(), Does.StartWith($"{request.Sessions}: {complaint}"));
        Assert.That(output.Text, Is.Empty);
    }

    [Test]
    public async Task Of_many_bad_lines_twenty_are_told()
    {
        var (_, _, complaints) = await Try(Plan, string.Join('\n', Enumerable.Repeat("x", 1_000)));

        Assert.That(complaints.Split('\n'), Has.Length.EqualTo(21));
        Assert.That(complaints, Does.Contain("1,000 session(s) of "));
    }

    [Test]
    public async Task Of_many_sessions_the_largest_charges_are_shown_beside_the_totals()
    {
        var many = Enumerable.Range(1, 300).Select(i => Sample.Call(i * 60) with { SessionId = $"call-{i}" });

        var (_, output, _) = await Try(Plan, Lines(many));

        Assert.That(output, Does.Contain(" call-281 ").And.Not.Contain(" call-280 "));
        Assert.That(output, Does.Contain("Shown: the 20 largest charges of 300; --all shows all sessions."));
        Assert.That(output, Does.Contain(" voice       300  4515.00 EUR\n"));
    }

    [Test]
    public async Task The_progress_of_a_big_file_is_no_part_of_the_report()
    {
        var many = Enumerable.Range(1, 12_000).Select(i => Sample.Call(60) with { SessionId = $"call-{i}" });

        var (code, output, _) = await Try(Plan, Lines(many));

        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain(" voice    12,000  1200.00 EUR\n").And.Not.Contain("Pricing"));
    }

    private static string Lines(IEnumerable<SessionEnded> sessions) =>
        string.Join('\n', sessions.Select(session => JsonSerializer.Serialize(session, Wire.Json)));

    private async Task<(int Code, string Output, string Complaints)> Try(
        string plan, string sessions, string? against = null)
    {
        var request = new TryRequest(
            await Kept("plan.yaml", plan), await Kept("sessions.jsonl", sessions),
            against is null or "standard" or "nothing" ? against : await Kept("against.yaml", against), All: false);
        using var output = new PlainConsole();
        using var complaints = new StringWriter();

        var code = await TryCommand.Run(request, Applied, output.Console, complaints, default);
        return (code, output.Text, PlainConsole.Trimmed(complaints));
    }

    private static Task<PlanVersions?> Applied(string code) =>
        Task.FromResult(code == "standard" ? new PlanVersions([PlanReader.Read("standard", Plan)]) : null);

    private async Task<string> Kept(string name, string text)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
