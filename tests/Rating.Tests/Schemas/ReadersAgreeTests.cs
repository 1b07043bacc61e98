using System.Text.Json;
using System.Text.Json.Nodes;
using Charging.Documents.Parties;
using Charging.TestBed;
using CsCheck;
using Json.Schema;

namespace Charging.Rating.Tests.Schemas;

/// <summary>What the worker takes, the schema takes; and what is listed as wrong, neither does.</summary>
public class ReadersAgreeTests
{
    private static readonly JsonSchema Sessions = SchemaOf<SessionEnded>();
    private static readonly JsonSchema Customers = SchemaOf<CustomerChanged>();

    [Test]
    public void Whatever_session_the_worker_takes_its_schema_takes()
    {
        var (taken, refused) = (0, 0);
        DrawnSession.Any.Sample(
            text =>
            {
                if (!Takes(text)) return Interlocked.Increment(ref refused) > 0;
                Interlocked.Increment(ref taken);
                return IsBy(Sessions, text);
            },
            iter: 3_000);

        Assert.That((taken > 300, refused > 300), Is.EqualTo((true, true)), $"{taken} taken, {refused} refused");
    }

    [TestCaseSource(typeof(DrawnSession), nameof(DrawnSession.Wrong))]
    public void A_session_that_is_wrong_is_refused_by_both(string field, string value)
    {
        var text = DrawnSession.With(field, value);

        Assert.That((Takes(text), IsBy(Sessions, text)), Is.EqualTo((false, false)), text);
        Assert.That(Takes(DrawnSession.Good) && IsBy(Sessions, DrawnSession.Good), "without it, it is right");
    }

    [Test]
    public void Each_sample_session_is_taken_by_both_or_by_none_but_for_what_no_schema_can_say()
    {
        var lines = File.ReadLines(Path.Combine(Bed.Root, "deploy/samples/sessions.jsonl")).ToList();
        var differing = lines.Where(line => Takes(line) != IsBy(Sessions, line)).ToList();

        Assert.That(lines, Has.Count.GreaterThan(30));
        Assert.That(differing.Where(Takes), Is.Empty, "taken, and refused by the schema");
        Assert.That(
            differing.ConvertAll(line => Words.Of(Screening.CheckAnnounced(Read(line)!)!.Code)),
            Is.SubsetOf((string[])["ends-before-start", "leg-outside-session", "too-long"]));
    }

    [TestCaseSource(nameof(WrongCustomers))]
    public void A_customer_that_is_wrong_is_refused_by_both(string path, string? value)
    {
        var customer = JsonNode.Parse(new SampleCustomer("acme", "tok_ok").Bytes)!;
        Assert.That((Keeps(customer), Customers.Evaluate(customer).IsValid), Is.EqualTo((true, true)), "it is right");

        var (owner, name) = (customer, path.Split('.')[^1]);
        foreach (var step in path.Split('.')[..^1]) owner = int.TryParse(step, out var i) ? owner![i] : owner![step];
        owner![name] = value is null ? null : JsonNode.Parse(value);

        Assert.That((Keeps(customer), Customers.Evaluate(customer).IsValid), Is.EqualTo((false, false)));
    }

    [Test]
    public void Whatever_customer_is_kept_is_one_by_its_schema()
    {
        var kept = 0;
        DrawnCustomer.Any.Sample(
            customer =>
            {
                if (!Keeps(customer)) return true;
                Interlocked.Increment(ref kept);
                return Customers.Evaluate(customer).IsValid;
            },
            iter: 1_000);

        Assert.That(kept, Is.GreaterThan(100));
    }

    private static IEnumerable<TestCaseData> WrongCustomers()
    {
        yield return new("customerId", "\" \"");
        yield return new("version", "0");
        yield return new("plans", null);
        yield return new("plans.0.planCode", "\"\"");
        yield return new("plans.0.validFrom", "\"yesterday\"");
        yield return new("billing.language", "\"EN\"");
        yield return new("billing.currency", "\"euro\"");
        yield return new("billing.invoiceSeries", "\"cz\"");
        yield return new("billing.formats", "[]");
        yield return new("billing.formats", "\"ubl\"");
        yield return new("billing.formats", "[\"pdf\"]");
        yield return new("billing.formats", "[\"isdoc\", \"isdoc\"]");
        yield return new("billing.formats", "[\"ubl\", \"xrechnung\"]");
        yield return new("billing.party.name", "\"\"");
        yield return new("billing.party.street", "\"two\\nlines\"");
        yield return new("billing.party.country", "\"Czechia\"");
        yield return new("billing.tax.ratePercent", "101");
        yield return new("billing.tax.category", "\"none\"");
        yield return new("contact.email", "\"nobody\"");
        yield return new("paymentMethods.0.token", "\"\"");
        yield return new("paymentMethods.0.kind", "\"cash\"");
        yield return new("paymentMethods.0.lastFour", "\"42424\"");
        yield return new("paymentMethods.0.expiry", "\"2031-13\"");
    }

    private static JsonSchema SchemaOf<T>() => JsonSchema.FromText(new MessageSchema(typeof(T)).Make());

    private static bool IsBy(JsonSchema schema, string text)
    {
        try
        {
            return schema.Evaluate(JsonNode.Parse(text)).IsValid;
        }
        catch (JsonException)
        {
            return false; // no JSON at all is by no schema
        }
    }

    /// <summary>As far as can be told from the message alone.</summary>
    private static bool Takes(string text) => Read(text) is { } session && Screening.CheckAnnounced(session) is null;

    private static SessionEnded? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<SessionEnded>(text, Wire.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Keeps(JsonNode customer)
    {
        try
        {
            return customer.Deserialize<CustomerChanged>(Wire.Json) is { } changed
                && !CustomerRules.FaultsIn(changed, Sample.Start).Any();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
