using System.Net;
using System.Text;
using Charging.TestBed;

namespace Charging.Tests.Usual;

/// <summary>A message that cannot be charged is set aside with its reason, and its neighbours never notice.</summary>
[Category("bed")]
public class PoisonTests : OnUsualChain
{
    private const string ErrorQueue = "rating-rate-session_error";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Test]
    public async Task Poison_between_good_sessions_is_set_aside_with_its_reason()
    {
        var (refusedBefore, setAsideBefore) = (await Refused(), await SetAside());
        var lyingBefore = await Chain.Database.Rows<Guid>("select quarantine_id from rating.quarantine");
        var sessions = Chain.NewSessions(10 * Poison.All.Count);
        await Chain.Broker.Publish("session-ended", Mixed(sessions));

        var quarantined = Poison.All.Where(poison => poison.QuarantineCode is not null).ToList();
        await Eventually.Becomes(
            () => Chain.Progress(),
            seen => seen.AllAre(sessions.Count, mailed: true),
            Limit,
            "every good neighbour charged");
        await Eventually.Becomes(
            () => Chain.Broker.Ready(ErrorQueue),
            seen => seen == Poison.All.Count - quarantined.Count,
            Limit,
            $"messages in {ErrorQueue}");

        await QuarantineHolds(quarantined, besides: [.. lyingBefore]);
        await Chain.BooksBalance(sessions.Count + quarantined.Count);
        await ErrorQueueHolds(Poison.All.Except(quarantined));
        var refused = Poison.All.Count - quarantined.Count;
        // A message is counted when it is safe in its queue, a moment later.
        await Eventually.Becomes(
            async () => (Refused: await Refused() - refusedBefore, SetAside: await SetAside() - setAsideBefore),
            counted => counted == (refused, refused), Limit, $"{refused} counted as refused and as set aside");
        foreach (var worker in Chain.All)
            Assert.That(await worker.Status("/health/ready"), Is.EqualTo(HttpStatusCode.OK), worker.Name);
    }

    private static Task<double> Refused() =>
        Chain.Rating[0].Metric("charging_sessions_total", "outcome=\"refused\"");

    private static Task<double> SetAside() => Chain.Rating[0].Metric(
        "charging_messages_set_aside_total", "queue=\"rating-rate-session\"", "cause=\"refused\"");

    private static IEnumerable<byte[]> Mixed(IReadOnlyList<SampleSession> sessions) =>
        Poison.All.SelectMany((poison, i) =>
            sessions.Skip(10 * i).Take(10).Select(session => session.Bytes).Append(poison.Body));

    private static async Task QuarantineHolds(List<Poison> expected, Guid[] besides)
    {
        var rows = await Eventually.Becomes(
            () => Chain.Database.Rows<(string SessionId, string Code, string Detail, byte[] Body)>(
                "select session_id, code, detail, body from rating.quarantine where quarantine_id <> all(@besides)",
                new { besides }),
            kept => kept.Count >= expected.Count, Limit, $"{expected.Count} set aside");

        Assert.That(rows.Select(row => (row.SessionId, row.Code)),
            Is.EquivalentTo(expected.Select(poison => (poison.Name, poison.QuarantineCode))));
        Assert.That(rows.Select(row => row.Detail), Has.All.Not.Empty);
        Assert.That(rows.Select(row => row.Body), Has.All.Not.Empty);
    }

    private static async Task ErrorQueueHolds(IEnumerable<Poison> expected)
    {
        var messages = await Chain.Broker.Peek(ErrorQueue);
        var reasons = messages.ToDictionary(
            message => Encoding.Latin1.GetString(message.Body.Span),
            message => Encoding.UTF8.GetString((byte[])message.BasicProperties.Headers!["MT-Fault-Message"]!));

        using (Assert.EnterMultipleScope())
        {
            foreach (var poison in expected)
            {
                var reason = reasons.GetValueOrDefault(Encoding.Latin1.GetString(poison.Body));
                Assert.That(reason, Is.Not.Empty.And.Contain(poison.Reason), poison.Name);
            }
        }
    }
}
