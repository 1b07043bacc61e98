using System.Text.RegularExpressions;
using Charging.Operator.Tracing;
using Charging.TestBed;

namespace Charging.Operator.Tests.Tracing;

/// <summary>Whatever id somebody has in hand, the session is found by it.</summary>
[Category("bed")]
public partial class SessionSearchTests
{
    private SampleSessions sample = null!;

    [OneTimeSetUp]
    public async Task Create() => sample = await SampleSessions.Create();

    [OneTimeTearDown]
    public async Task End() => await sample.DisposeAsync();

    [TestCase("room-7", "bridge-1")]
    [TestCase("waits", "bridge-2")]
    [TestCase("nobody's", "")]
    public async Task A_session_is_found_by_its_id_wherever_it_lies(string sessionId, string sources) => Assert.That(
        string.Join(' ', (await Found(sessionId)).Select(found => found.Source)), Is.EqualTo(sources));

    /// <summary>Each placeholder of a log line by which somebody may look for a session.</summary>
    [Test]
    public async Task Every_id_that_a_log_line_prints_is_taken_by_trace()
    {
        var adjustment = new Guid("00000000-0000-0000-0000-000000000001");
        var quarantine = await sample.QuarantineId();
        var known = new Dictionary<string, string>
        {
            ["SessionId"] = SampleSessions.Charged.SessionId,
            ["UsageId"] = $"{SampleSessions.Charged.UsageId}",
            ["InvoiceId"] = $"{SampleSessions.Charged.InvoiceId}",
            ["InvoiceNumber"] = "CZ-1",
            ["Number"] = "CZ-1",
            ["CustomerId"] = "acme",
            ["MailId"] = $"mail of {SampleSessions.Charged.InvoiceId}",
            ["Reference"] = "re_1",
            ["AdjustmentId"] = $"{adjustment}",
            ["QuarantineId"] = $"{quarantine}",
        };

        var printed = Directory.EnumerateFiles(Bed.Root, "Log.cs", SearchOption.AllDirectories)
            .SelectMany(file => LogPlaceholders().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Except(["EventId"]) // the gateway's own, of a report that may be about nothing of ours
            .ToHashSet();

        Assert.That(printed, Has.Count.GreaterThan(5).And.SubsetOf(known.Keys));
        foreach (var (name, id) in known)
            Assert.That((await Found(id)).Select(found => found.Key), Has.Member(SampleSessions.Charged), name);
    }

    [TestCase(SampleSessions.TraceId, "the trace")]
    [TestCase("pi_1", "a capture at the gateway")]
    [TestCase("dp_1", "a dispute at the gateway")]
    [TestCase("CZ-C1", "a credit note")]
    public async Task So_is_what_stands_elsewhere(string id, string what) =>
        Assert.That((await Found(id)).Select(found => found.Key), Has.Member(SampleSessions.Charged), what);

    [Test]
    public async Task A_session_is_told_with_the_trace_in_which_it_was_rated() => Assert.That(
        (await Found("CZ-1")).Select(found => $"{found.TraceId:n}"),
        Is.EqualTo(new[] { SampleSessions.TraceId }));

    [GeneratedRegex(@"\{(\w*(?:Id|Number|Reference))\}")]
    private static partial Regex LogPlaceholders();

    private Task<IReadOnlyList<FoundSession>> Found(string id) =>
        new SessionSearch(sample.Auditor).Find(id, null, 100, default);
}
