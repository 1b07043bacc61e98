using System.Text.Json;
using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Rating.Tests.Pricing;

/// <summary>What the demo's sessions cost, where that decides what becomes of them.</summary>
public partial class SampleChargesTests
{
    private static readonly string Folder = Path.Combine(Bed.Root, "deploy", "samples");

    /// <summary>The least that Stripe draws; what costs less gathers on an open invoice.</summary>
    private static readonly Dictionary<string, long> Least = new() { ["EUR"] = 50, ["CZK"] = 1500 };

    private static readonly (SessionEnded Session, Money Charge)[] Charged = [.. Priced()];

    [Test]
    public void Eleven_sessions_gather_and_two_of_them_are_worth_an_invoice_together()
    {
        var gathering = Charged.Where(one => IsSmall(one.Charge)).ToList();

        Assert.That(gathering.Select(one => $"{one.Session.CustomerId} {one.Session.SessionId} {one.Charge}"),
            Is.EquivalentTo((string[])
            [
                "novak call-01 0.05 EUR", "novak call-14 0.36 EUR", "lumen conf-08 0.43 EUR", "orbit call-09 0.16 EUR",
                "kestrel call-04 0.33 EUR", "kestrel call-05 0.12 EUR", "kestrel call-07 0.04 EUR",
                "skola call-13 3.50 CZK", "skola data-02 7.95 CZK",
                "zelenina call-12 3.50 CZK", "zelenina sms-02 14.40 CZK",
            ]));
        var together = gathering.GroupBy(one => one.Session.CustomerId, one => one.Charge)
            .Where(charges => !IsSmall(charges.Aggregate((sum, charge) => sum + charge)));
        Assert.That(together.Select(charges => charges.Key), Is.EqualTo((string[])["zelenina"]));
    }

    [Test]
    public void Every_customer_shows_what_his_card_or_account_does_by_a_session_that_is_invoiced_alone() =>
        Assert.That(
            Charged.Where(one => !IsSmall(one.Charge)).Select(one => one.Session.CustomerId).Distinct(),
            Is.EquivalentTo(Plans().Keys));

    private static bool IsSmall(Money charge) => charge.Minor < Least[charge.Currency];

    private static IEnumerable<(SessionEnded Session, Money Charge)> Priced()
    {
        var plans = Plans();
        foreach (var line in File.ReadLines(Path.Combine(Folder, "sessions.jsonl")).Where(line => line.EndsWith('}')))
        {
            var session = JsonSerializer.Deserialize<SessionEnded>(line, Wire.Json)!;
            if (session.EndedAt < session.StartedAt || !plans.TryGetValue(session.CustomerId, out var plan)) continue;
            if (plan.PriceOf(session) is Quote { Charge.Minor: > 0 } quote) yield return (session, quote.Charge);
        }
    }

    private static Dictionary<string, PricePlan> Plans()
    {
        var plans = Directory.EnumerateFiles(Path.Combine(Folder, "plans"))
            .Select(file => PlanReader.Read(file, File.ReadAllText(file)).Plan!)
            .ToDictionary(plan => plan.Code);
        return Customer().Matches(File.ReadAllText(Path.Combine(Folder, "customers.yaml")))
            .ToDictionary(match => match.Groups["id"].Value, match => plans[match.Groups["plan"].Value]);
    }

    [GeneratedRegex(@"^- customerId: (?<id>\w+)\s+plans: \[\{ planCode: (?<plan>[\w-]+)", RegexOptions.Multiline)]
    private static partial Regex Customer();
}
