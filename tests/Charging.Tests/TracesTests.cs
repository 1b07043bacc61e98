using System.Text;
using System.Text.Json;
using Charging.TestBed;
using RabbitMQ.Client;

namespace Charging.Tests;

/// <summary>One trace for each session, begun by its platform, and what leads to it.</summary>
[Category("bed")]
public class TracesTests
{
    private const string Unsampled = "00";
    private const string Sampled = "01";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private TraceCollector collector = null!;
    private Chain chain = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        collector = new TraceCollector();
        chain = await Chain.Start(new ChainOptions
        {
            Customers = [new SampleCustomer("pays", "pm_ok")],
            Sandbox = new Dictionary<string, string>(),
            Settings = new Dictionary<string, string>(collector.Settings)
            {
                ["Logging__Console__FormatterName"] = "json",
                ["Logging__LogLevel__Charging"] = "Debug",
            },
        });
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await chain.Close();
        await collector.DisposeAsync();
    }

    [Test]
    public async Task The_platforms_own_trace_leads_to_the_mail_and_says_what_it_is_about()
    {
        var (trace, parent) = (Id(32), Id(16));
        var number = await Charge("traced", $"00-{trace}-{parent}-{Sampled}");
        var spans = await Eventually.Becomes(
            () => Task.FromResult(collector.Received.Where(span => span.TraceId == trace).ToList()),
            all => all.Exists(span => span.ParentId == parent) && all.Exists(span => span.Name == "mail receipt")
                && Roots(all) == 1,
            Limit, "a whole trace, from the platform's span to that of the mail");

        using var all = Assert.EnterMultipleScope();
        Assert.That(spans.Select(span => span.Service).Distinct(),
            Is.EquivalentTo(["charging-rating", "charging-invoicing", "charging-payment"]));
        Assert.That(spans.Single(span => span.ParentId == parent).Tags, Is.SupersetOf(Tags(
            ("charging.source", SampleSession.Source), ("charging.session_id", "traced"),
            ("charging.outcome", "rated"))));
        Assert.That(Of("invoicing-create-invoice receive"), Is.SupersetOf(Tags(
            ("charging.session_id", "traced"), ("charging.invoice_number", number),
            ("charging.outcome", "invoiced"))));
        Assert.That(Of("payment-collect-payment receive"), Is.SupersetOf(Tags(
            ("charging.session_id", "traced"), ("charging.invoice_number", number), ("charging.outcome", "Captured"))));
        Assert.That(Of("gateway capture"), Is.EqualTo(Tags(("charging.outcome", "captured"))));
        Assert.That(Of("mail receipt"), Contains.Key("charging.mail_id").And.SupersetOf(
            Tags(("charging.outcome", "sent"))));

        IReadOnlyDictionary<string, string> Of(string name) => spans.First(span => span.Name == name).Tags;
    }

    [Test]
    public async Task A_trace_is_found_by_its_session_and_a_session_by_its_trace()
    {
        var trace = Id(32);
        var number = await Charge("found", $"00-{trace}-{Id(16)}-{Sampled}");
        var mail = await Eventually.Becomes(
            () => chain.Database.Value<string>(
                "select mail_id from payment.receipts join payment.payments using (invoice_id) " +
                "where session_id = 'found' and status = 'sent'"),
            id => id is not null, Limit, "a mail");

        foreach (var id in (string[])["found", number, mail!, trace])
        {
            var (code, text) = await chain.TryOperate("trace", id);
            Assert.That(text, Does.Contain(trace).And.Contain(number), id);
            Assert.That(code, Is.Zero, id);
        }
    }

    [Test]
    public async Task What_the_gateway_reports_is_linked_to_the_trace_of_its_session()
    {
        var trace = Id(32);
        await Charge("reported", $"00-{trace}-{Id(16)}-{Sampled}");

        var look = await Eventually.Becomes(
            () => Task.FromResult(collector.Received.FirstOrDefault(span => span.Links.Contains(trace))),
            span => span is not null, Limit, "a span with a link to the session's trace");
        var begun = await Eventually.Becomes(
            () => Task.FromResult(collector.Received.FirstOrDefault(
                span => span.TraceId == look!.TraceId && span.ParentId is null)),
            span => span is not null, Limit, "the webhook's own span");

        Assert.That(begun!.Name, Is.EqualTo("webhook payment_intent.succeeded"));
    }

    [Test]
    public async Task What_its_platform_does_not_trace_is_not_traced()
    {
        var trace = Id(32);
        await Charge("quiet", $"00-{trace}-{Id(16)}-{Unsampled}");
        await Charge("loud", $"00-{Id(32)}-{Id(16)}-{Sampled}");
        await Eventually.Holds(
            () => Task.FromResult(collector.Received.Any(span =>
                span.Name == "mail receipt" && span.Links.Count == 0)), Limit, "a later span");

        Assert.That(collector.Received.Where(span => span.TraceId == trace), Is.Empty);
    }

    [Test]
    public async Task A_log_line_of_a_session_names_the_session_and_its_trace()
    {
        var trace = Id(32);
        await Charge("logged", $"00-{trace}-{Id(16)}-{Sampled}");

        foreach (var (worker, number) in ((WorkerProcess, int)[])
            [(chain.Rating[0], 101), (chain.Invoicing[0], 201), (chain.Payment[0], 301)])
        {
            var told = await Eventually.Becomes(
                () => TracesTold(worker, number, "logged"), traces => traces.Count > 0, Limit,
                $"{worker.Name} {number}");
            Assert.That(told, Is.EqualTo(new[] { trace }), $"{worker.Name} {number}");
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_event_names_the_trace_of_its_session(bool isWhole)
    {
        var (trace, id) = (Id(32), $"event-{isWhole}");
        var session = new SampleSession(id, "pays", TimeProvider.System.GetUtcNow().UtcDateTime, 600);
        var attributes = new Dictionary<string, string>
        {
            ["specversion"] = "1.0", ["id"] = id, ["source"] = "/1", ["type"] = "session.ended",
            ["traceparent"] = $"00-{trace}-{Id(16)}-{Sampled}",
        };
        if (isWhole)
        {
            var begin = JsonSerializer.Serialize(attributes)[..^1];
            await Publish(
                $"{begin},\"data\":{session.Json}}}", new() { ContentType = "application/cloudevents+json" });
        }
        else
        {
            await Publish(session.Json, new()
            {
                Headers = attributes.ToDictionary(one => $"cloudEvents:{one.Key}", one => (object?)one.Value),
            });
        }

        await Paid(id);
        Assert.That(
            await chain.Database.Value<Guid?>("select trace_id from rating.rated_sessions where session_id = @id",
                new { id }),
            Is.EqualTo(Guid.Parse(trace)));
    }

    /// <summary>The traces that its log lines of this event and session name, but not of a line half written.</summary>
    private static async Task<IReadOnlyList<string?>> TracesTold(WorkerProcess worker, int number, string sessionId)
    {
        var log = await File.ReadAllTextAsync(worker.LogFile);
        return
        [
            .. from line in log[..(log.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)
               let told = JsonDocument.Parse(line).RootElement
               where told.GetProperty("EventId").GetInt32() == number
               let scope = told.GetProperty("Scopes")[0]
               where scope.GetProperty("charging.session_id").GetString() == sessionId
               select scope.GetProperty("TraceId").GetString(),
        ];
    }

    /// <returns>Its invoice's number, once it is paid.</returns>
    private async Task<string> Charge(string sessionId, string traceParent)
    {
        var session = new SampleSession(sessionId, "pays", TimeProvider.System.GetUtcNow().UtcDateTime, 600);
        var headers = new Dictionary<string, object?> { ["traceparent"] = traceParent };
        await Publish(session.Json, new() { Headers = headers });
        return await Paid(sessionId);
    }

    private async Task Publish(string body, BasicProperties properties)
    {
        await using var connection = await new ConnectionFactory { Uri = new(chain.Broker.As("upstream")) }
            .CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        await channel.BasicPublishAsync(
            "session-ended", "", mandatory: true, properties, Encoding.UTF8.GetBytes(body));
    }

    private async Task<string> Paid(string sessionId) => (await Eventually.Becomes(
        () => chain.Database.Value<string>(
            "select invoice_number from payment.payments where session_id = @sessionId and state = 'Captured'",
            new { sessionId }),
        number => number is not null, Limit, $"{sessionId} paid"))!;

    private static int Roots(List<Span> trace)
    {
        var ids = trace.Select(span => span.SpanId).ToHashSet();
        return trace.Count(span => span.ParentId is null || !ids.Contains(span.ParentId));
    }

    private static Dictionary<string, string> Tags(params (string Name, string Value)[] tags) =>
        tags.ToDictionary(tag => tag.Name, tag => tag.Value);

    private static string Id(int digits) => Guid.NewGuid().ToString("n")[..digits];
}
