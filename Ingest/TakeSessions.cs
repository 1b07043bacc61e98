using System.Diagnostics;
using Charging.Ingest.Reading;
using Charging.Rating.Sessions;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Charging.Ingest;

/// <summary>
/// Takes the sessions of a request: judges each by Rating's own rules, publishes those that can be charged, and answers
/// once the broker has them all.
/// </summary>
internal sealed class TakeSessions(
    Platforms platforms, SourceRights sources, SteadyPublisher publisher, IngestMetrics metrics,
    IOptions<IngestOptions> options, TimeProvider clock, ILogger<TakeSessions> log) : IDisposable
{
    private static readonly string Exchange = Publications.ExchangeOf<SessionEnded>();

    private static readonly ActivitySource Traces = new(Telemetry.Name);

    private readonly IngestOptions options = options.Value;
    private readonly SaidSeldom refused = new(clock);
    private readonly SaidSeldom postponed = new(clock);
    private readonly Turns turns = new(options.Value.AtOnce, options.Value.TurnTime);

    /// <exception cref="ProblemException">Nothing is said of the sessions one by one.</exception>
    public async Task Take(HttpContext http)
    {
        var platform = platforms.Need(http.Request);
        var form = FormOf(http.Request);
        using var turn = await turns.Take(platform, http.RequestAborted) ?? throw NotNow(
            $"{options.AtOnce} requests are in work, or half as many of yours, and none was done within " +
            $"{options.TurnTime}");
        await Take(http, platform, form);
    }

    public void Dispose() => turns.Dispose();

    private async Task Take(HttpContext http, string platform, string form)
    {
        var traceParent = http.Request.Headers.TraceParent.ToString();
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent);
        using var trace = Traces.StartActivity("sessions receive", ActivityKind.Server, parent);
        var body = await ReadBody(http);
        var items = SessionRequest.Read(form, http.Request.Headers, body.Bytes);
        var messages = new List<PlainMessage>(items.Count);
        var judge = new Judge(
            platform, source => sources.MayTell(platform, source), trace?.Id ?? traceParent,
            clock.GetUtcNow().UtcDateTime);
        var answer = judge.Of(items, messages);
        await Publish(platform, messages);
        body.Dispose(); // nothing of it is on its way any more
        Count(platform, answer);
        await answer.Write(http.Response);
    }

    private static string FormOf(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0)
            throw Refuse(415, "packed", "Send the body as it is, without a Content-Encoding.");
        return SessionRequest.FormOf(request.ContentType) ?? throw Refuse(
            415, "media-type", $"This Content-Type is not read; send {string.Join(" or ", SessionRequest.Forms)}.");
    }

    private async Task<RequestBody> ReadBody(HttpContext http)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        limit.CancelAfter(options.BodyTime);
        try
        {
            return await RequestBody.Read(http.Request, limit.Token) ?? throw TooLarge();
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            throw Refuse(408, "too-slow", $"The body was not there within {options.BodyTime}. Nothing was taken.");
        }
        catch (BadHttpRequestException wrong) when (wrong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge();
        }
    }

    private async Task Publish(string platform, List<PlainMessage> messages)
    {
        if (messages.Count == 0) return;
        try
        {
            await publisher.Publish(Exchange, messages);
        }
        catch (Exception passes) when (Transient.Is(passes))
        {
            metrics.Came(SessionOutcome.Postponed, messages.Count);
            if (postponed.Count(platform, messages.Count) is { } count)
                log.SessionsPostponed(platform, count, passes.Message);
            throw NotNow(passes switch
            {
                MessageReturnedException => "no queue is there for sessions yet",
                BrokerAwaitedException => passes.Message.TrimEnd('.'),
                _ => "the broker has not taken all of it", // its own words, in the log, are nobody's outside
            });
        }
    }

    private void Count(string platform, Answer answer)
    {
        var foreign = answer.Items.Count(item => item.Status == StatusCodes.Status403Forbidden);
        metrics.Came(SessionOutcome.Accepted, answer.Taken);
        metrics.Came(SessionOutcome.Foreign, foreign);
        metrics.Came(SessionOutcome.Refused, answer.Items.Count - answer.Taken - foreign);
        if (answer.Items.LastOrDefault(item => item.Refusal is not null).Refusal is { } last
            && refused.Count(platform, answer.Items.Count - answer.Taken) is { } count)
        {
            log.SessionsRefused(platform, count, last.Code);
        }
    }

    private static ProblemException Refuse(int status, string code, string sentence) =>
        new(new Problem(status, code, sentence));

    private static ProblemException TooLarge() => Refuse(
        413, "too-large",
        $"The body has more than {RequestBody.Largest} bytes; send fewer sessions at once. Nothing of it was taken.");

    /// <summary>The broker may have some of them: sent again, each is charged once.</summary>
    private ProblemException NotNow(string why) => new(new Problem(
        503, "not-now", $"Nothing can be taken at the moment: {why}. Send all of it again; nothing is charged twice.")
    {
        RetryAfter = options.RetryAfter,
    });
}
