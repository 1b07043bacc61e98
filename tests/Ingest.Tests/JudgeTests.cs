using System.Text;
using Charging.Ingest.Reading;
using Microsoft.AspNetCore.Http;

namespace Charging.Ingest.Tests;

public class JudgeTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly List<PlainMessage> messages = [];

    [SetUp]
    public void Clear() => messages.Clear();

    [Test]
    public void What_is_taken_goes_out_to_the_byte_as_the_platforms_word_under_an_id_of_its_key()
    {
        var answer = Judge([Sample.Session("a"), Sample.Session("a"), Sample.Session("b")]);

        Assert.That(answer.Status, Is.EqualTo(202));
        Assert.That(messages.Select(message => Encoding.UTF8.GetString(message.Body.Span)),
            Is.EqualTo([Sample.Session("a"), Sample.Session("a"), Sample.Session("b")]));
        Assert.That(messages[0].Id, Is.EqualTo(messages[1].Id).And.Not.EqualTo(messages[2].Id));
        Assert.That(messages[0].Headers, Is.EqualTo(new Dictionary<string, object?>
        {
            [Publishers.Header] = "vienna", ["MT-Activity-Id"] = Trace,
        }));
    }

    [Test]
    public void Of_a_mixed_request_the_good_are_taken_and_each_other_says_why_and_where()
    {
        var answer = Judge([
            Sample.Session("good"),
            "{broken",
            Sample.Session("no-customer").Replace("acme", ""),
            Sample.Session("foreign", source: "switch-1.example"),
            Sample.Session("old", endedAt: Sample.Now.AddDays(-500)),
        ]);

        Assert.That(answer.Status, Is.EqualTo(207));
        Assert.That(answer.Items.Select(item => (item.Status, item.Refusal?.Code, item.Refusal?.Path)), Is.EqualTo(
            (IEnumerable<(int, string?, string?)>)
            [
                (202, null, null), (422, "unreadable", "$"), (422, "missing-field", "$.customerId"),
                (403, "foreign-source", "$.source"), (422, "too-old", "$.startedAt"),
            ]));
        Assert.That(messages, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Of_the_callers_own_words_an_answer_repeats_no_more_than_somebody_reads()
    {
        var service = new string('<', 100_000);
        var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };

        await Judge([Sample.Session("x").Replace("message", service)]).Write(http.Response);
        await http.Response.BodyWriter.FlushAsync();

        Assert.That(http.Response.Body.Length, Is.LessThan(1_000));
    }

    [Test]
    public void Within_an_event_the_place_is_counted_from_the_event()
    {
        var bad = Sample.Session("x").Replace("message", "smoke");

        var answer = Judge(new SessionItem(bad.Utf8(), "$.data"));

        Assert.That(answer.Items.Single().Refusal!.Path, Is.EqualTo("$.data.service"));
        Assert.That(answer.Items.Single().Refusal!.Sentence, Does.StartWith("'smoke' is not a Service; use "));
    }

    [Test]
    public void A_session_of_a_customer_that_nobody_knows_is_taken() =>
        Assert.That(Judge([Sample.Session("x").Replace("acme", "nobody-knows")]).Status, Is.EqualTo(202));

    [TestCase("00-00000000000000000000000000000001-0000000000000002-01", ExpectedResult = true)]
    [TestCase("00-zz", ExpectedResult = false)]
    public bool An_events_own_trace_goes_before_the_requests_and_one_of_another_form_is_left_out(string trace)
    {
        Judge(new SessionItem(Sample.Session("x").Utf8(), TraceParent: trace));

        return messages.Single().Headers!.TryGetValue("MT-Activity-Id", out var told) && told is string text
            && text == trace;
    }

    [TestCase("bad bad", ExpectedResult = 422)]
    [TestCase("foreign foreign", ExpectedResult = 403)]
    [TestCase("bad foreign", ExpectedResult = 422)]
    [TestCase("good foreign", ExpectedResult = 207)]
    public int The_whole_is_a_success_only_where_each_is(string kinds) => Judge([.. kinds.Split(' ').Select(kind =>
        kind switch
        {
            "bad" => "{}",
            "foreign" => Sample.Session("x", source: "switch-1.example"),
            _ => Sample.Session("x"),
        })]).Status;

    private Answer Judge(params string[] sessions) =>
        Judge([.. sessions.Select(session => new SessionItem(session.Utf8()))]);

    private Answer Judge(params SessionItem[] items) =>
        new Judge("vienna", source => source == Sample.Source, Trace, Sample.Now).Of(items, messages);
}
