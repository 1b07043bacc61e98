namespace Charging.Rating.Tests.Plans;

public class PlanListTests
{
    private const string Body = """
        code: standard
        name: Conference, standard
        currency: EUR
        timeZone: Europe/Prague
        validFrom: 2026-01-01
        prices: [ { service: voice, steps: [ { from: 0s, price: 1, per: 1s, increment: 1s } ] } ]
        """;

    [Test]
    public void Plans_are_listed_with_what_people_ask_for()
    {
        const string expected = """

             code      valid from  name                             currency  sessions
            ────────────────────────────────────────────────────────────────────────────
             broken    2026-01-01  (cannot be read by this worker)            none yet
             standard  2026-01-01  Conference, standard             EUR       rated

            A version that has rated sessions stays; a change needs a new validFrom.
            """;

        Assert.That(Printed([Listed("broken", "{}", false), Listed("standard", Body, true)]), Is.EqualTo(expected));
    }

    [Test]
    public void Without_any_plan_it_is_said_how_to_apply_one() =>
        Assert.That(Printed([]), Is.EqualTo("No plan is applied; apply one with 'plans apply FILE'."));

    private static ListedPlan Listed(string code, string body, bool hasRated) =>
        new(code, new DateOnly(2026, 1, 1), body, new DateTime(2025, 12, 24, 8, 0, 0, DateTimeKind.Utc), 1, hasRated);

    private static string Printed(IReadOnlyList<ListedPlan> plans)
    {
        using var output = new PlainConsole();
        PlanList.Write(plans, output.Console);
        return output.Text;
    }
}
