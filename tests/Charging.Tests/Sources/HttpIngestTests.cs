using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Charging.TestBed;

namespace Charging.Tests.Sources;

/// <summary>A session that comes over HTTP is its platform's word, and is charged as any other.</summary>
[Category("bed")]
public class HttpIngestTests
{
    private const string Key = "a-key-of-a-platform-that-a-test-made-up";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static Chain Chain => SourcesChain.Chain;

    private WorkerProcess ingest = null!;
    private HttpClient http = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        var port = Ports.Free();
        ingest = new WorkerProcess("Ingest", new Dictionary<string, string>
        {
            ["ConnectionStrings__RabbitMq"] = Chain.Broker.As("ingest"),
            ["ConnectionStrings__Postgres"] = Chain.Database.As("ingest"),
            ["Ingest__Port"] = $"{port}",
            ["Ingest__Keys__upstream"] = Key,
            ["Sources__upstream__0"] = "bridge-*.example",
            ["Ingest__Keys__other"] = $"{Key}-either",
            ["Sources__other__0"] = "*",
        }, Path.Combine(Chain.Folder, "ingest.log"));
        await ingest.Start();
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        http.Dispose();
        await ingest.DisposeAsync();
    }

    [SetUp]
    public Task TakeOver() => Chain.HandOver();

    [TearDown]
    public void KeepLogs() => Chain.KeepLogs();

    [Test]
    public async Task Told_twice_it_is_charged_once_goes_the_fast_way_and_is_found_as_far_as_it_has_come()
    {
        var session = Chain.NewSessions(1)[0];
        var before = await Chain.Rating[0].Metric("charging_lane_messages_total", "way=\"fast\"");

        Assert.That(await Post(session, Key), Is.EqualTo(HttpStatusCode.Accepted));
        await Chain.AllCharged(1, Limit);
        Assert.That(await Post(session, Key), Is.EqualTo(HttpStatusCode.Accepted));

        await Eventually.Becomes(
            () => Chain.Rating[0].Metric("charging_lane_messages_total", "way=\"fast\""),
            fast => fast >= before + 2, Limit, "both in Rating's fast lane");
        await Chain.BooksBalance(1);
        await IsFoundAsPaid(session);
        await OneThatIsSetAsideIsFoundWithItsCode();
    }

    [Test]
    public async Task Who_answers_platforms_sees_neither_a_customer_nor_a_price()
    {
        const string sql = """
            select format('%s.%s', attrelid::regclass, string_agg(attname, ' ' order by attnum))
            from   pg_attribute
            join   pg_class on pg_class.oid = attrelid
            where  relnamespace in ('audit'::regnamespace, 'rating'::regnamespace, 'invoicing'::regnamespace,
                                    'payment'::regnamespace)
            and    attnum > 0 and not attisdropped and has_column_privilege('ingest', attrelid, attnum, 'SELECT')
            group  by attrelid
            order  by 1
            """;

        Assert.That(await Chain.Database.Rows<string>(sql), Is.EqualTo(
            [
                "invoicing.gathered_charges.usage_id invoice_id",
                "invoicing.issued_invoices.invoice_id invoice_number status",
                "rating.awaited_sessions.usage_id announced_at",
                "rating.quarantined_sessions.usage_id code quarantined_at replayed_at closed_at",
                "rating.rated_sessions.usage_id rated_at",
            ]));
    }

    [TestCase($"{SampleSession.Source}/never-sent", 404, "unknown-session")]
    [TestCase("switch-1.example/anothers", 403, "foreign-source")]
    public async Task What_is_not_there_and_what_is_anothers_is_not_told(string key, int status, string code)
    {
        var told = await Find(key, Key);

        Assert.That((told.GetProperty("status").GetInt32(), told.GetProperty("code").GetString()),
            Is.EqualTo((status, code)));
    }

    [Test]
    public async Task Rating_asks_whose_source_it_is_once_more_by_the_platform_that_showed_its_key()
    {
        var session = Chain.NewSessions(1)[0] with { SessionId = "of-another" };

        Assert.That(await Post(session, $"{Key}-either"), Is.EqualTo(HttpStatusCode.Accepted), "by ingest's settings");

        await Chain.Lie("rating-rate-session_error", 1, Limit);
    }

    [Test]
    public async Task Where_the_database_cannot_be_read_platforms_are_told_to_ask_again_and_the_log_says_it_once()
    {
        List<JsonElement> told = [];
        await Chain.Database.Execute("alter view rating.rated_sessions rename to not_there");
        try
        {
            for (var i = 0; i < 3; i++) told.Add(await Find($"{SampleSession.Source}/never-sent", Key));
        }
        finally
        {
            await Chain.Database.Execute("alter view rating.not_there rename to rated_sessions");
        }

        Assert.That(told.Select(one => (one.GetProperty("status").GetInt32(), one.GetProperty("code").GetString())),
            Is.All.EqualTo((503, "not-now")));
        Assert.That((await Find($"{SampleSession.Source}/never-sent", Key)).GetProperty("status").GetInt32(),
            Is.EqualTo(404));
        var log = await Eventually.Becomes(
            () => File.ReadAllTextAsync(ingest.LogFile), text => text.Contains("Finding sessions goes on"), Limit,
            "said that it is over");
        Assert.That(log.Split(" crit: "), Has.Length.EqualTo(2), log);
    }

    private async Task IsFoundAsPaid(SampleSession session)
    {
        var paid = await Eventually.Becomes(
            () => Find($"{SampleSession.Source}/{session.SessionId}", Key),
            found => found.GetProperty("state").GetString() == "paid", Limit, "its platform told that it is paid");
        Assert.That(paid.GetProperty("invoiceNumber").GetString(), Is.EqualTo(
            await Chain.Database.Value<string>("""
                select issued.invoice_number
                from   payment.collections
                join   invoicing.issued_invoices as issued using (invoice_id)
                where  session_id = @SessionId
                """, new { session.SessionId })));
        Assert.That(paid.EnumerateObject().Select(field => field.Name),
            Is.EquivalentTo(["source", "sessionId", "usageId", "state", "at", "invoiceNumber"]));
    }

    private async Task OneThatIsSetAsideIsFoundWithItsCode()
    {
        var session = new SampleSession("of/no body", "nobody", TimeProvider.System.GetUtcNow().UtcDateTime, 600);

        Assert.That(await Post(session, Key), Is.EqualTo(HttpStatusCode.Accepted));

        var found = await Eventually.Becomes(
            () => Find($"{SampleSession.Source}/of%2Fno%20body", Key),
            found => found.TryGetProperty("state", out _), Limit, "a session that is known");
        Assert.That(
            (found.GetProperty("state").GetString(), found.GetProperty("code").GetString(),
                found.GetProperty("sessionId").GetString()),
            Is.EqualTo(("setAside", "unknown-customer", "of/no body")));
    }

    private async Task<JsonElement> Find(string path, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/sessions/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.SendAsync(request);
        if (response.IsSuccessStatusCode) Assert.That(response.Headers.CacheControl?.NoStore, Is.True, "for now alone");
        using var told = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return told.RootElement.Clone();
    }

    private async Task<HttpStatusCode> Post(SampleSession session, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/sessions")
        {
            Content = new ByteArrayContent(session.Bytes),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
