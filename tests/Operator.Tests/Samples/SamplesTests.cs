using System.Text;
using System.Text.Json;
using Charging.Operator.Customers;
using Charging.Operator.Publishing;
using Charging.TestBed;

namespace Charging.Operator.Tests.Samples;

public class SamplesTests
{
    private static readonly string Folder = Path.Combine(Bed.Root, "deploy", "samples");

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Folder, "sessions.jsonl"));

    [Test]
    public void There_are_forty_messages_and_thirty_eight_keys_among_them()
    {
        var sessions = Lines.Select(line => PublishedSession.Of(Encoding.UTF8.GetBytes(line), run: null)).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(sessions, Has.Count.EqualTo(40));
            Assert.That(sessions.Count(session => !session.IsReadable), Is.EqualTo(1));
            Assert.That(sessions.DistinctBy(session => session.UsageId).Count(), Is.EqualTo(38));
            Assert.That(sessions.DistinctBy(session => session.Sha256).Count(), Is.EqualTo(39));
        });
    }

    [Test]
    public void All_but_one_are_sessions_on_the_wire()
    {
        var sessions = Lines.Select(Read).OfType<SessionEnded>().ToList();

        Assert.Multiple(() =>
        {
            Assert.That(sessions, Has.Count.EqualTo(39));
            Assert.That(sessions.Count(session => session.EndedAt < session.StartedAt), Is.EqualTo(1));
            Assert.That(sessions.Max(session => session.Legs.Count), Is.EqualTo(12));
        });
    }

    [Test]
    public void All_but_one_belong_to_the_ten_customers()
    {
        const string file = "customers.yaml";
        var text = File.ReadAllText(Path.Combine(Folder, file));
        var known = CustomerFile.Read(file, text, _ => 1, _ => null, DateTime.UnixEpoch.AddYears(56))
            .Select(customer => customer.CustomerId).ToList();
        var charged = Lines.Select(Read).OfType<SessionEnded>().Select(session => session.CustomerId).Distinct();

        Assert.Multiple(() =>
        {
            Assert.That(known, Has.Count.EqualTo(10));
            Assert.That(charged.Except(known), Is.EqualTo(new[] { "nobody" }));
        });
    }

    private static SessionEnded? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<SessionEnded>(line, Wire.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
