using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Gateway;

/// <summary>
/// A gateway without a network, for tests, the demo and throughput runs. What it does is decided by the method's token:
/// <code>
/// tok_ok                      captured
/// tok_declines_N              insufficient_funds for the invoice's attempts 1 to N, then captured
/// tok_insufficient_funds      insufficient_funds, always                                        (later)
/// tok_lost_card               lost_card                                                         (never)
/// tok_expired_card            expired_card                                                      (fixData)
/// tok_authentication          authentication_required                                           (customerAction)
/// tok_unavailable_N           issuer_not_available for the attempts 1 to N, then captured       (technical)
/// tok_new_code                a code that stands in no table                                    (unrecognized)
/// tok_no_answer_captured      never an answer to a capture, although it captures; a look-up finds it
/// tok_no_answer_not_captured  no answer and no capture, until a look-up found nothing; then a repeat captures
/// tok_slow                    captured, after Gateway__Slow
/// tok_pending                 accepted; captured when it is looked up
/// </code>
/// Any other token is refused as incorrect_number. The reference is derived from the key, so a repeat under the same
/// key is the same capture. A refund is always given, with a journal only up to what was drawn.
/// </summary>
internal sealed class InProcessGateway(IOptions<GatewayOptions> options, TimeProvider clock) : IPaymentGateway
{
    private const string Found = "found";
    private const string Sought = "sought";

    private readonly ConcurrentDictionary<string, string> marks = [];
    private readonly CaptureJournal? journal =
        options.Value.Journal is { Length: > 0 } path ? new CaptureJournal(path, clock) : null;

    public static string ReferenceOf(CaptureRequest request) => $"pay_{request.InvoiceId:N}_{request.AttemptNo}";

    public static string ReferenceOf(RefundRequest request) => $"ref_{request.InvoiceId:N}_{request.RefundNo}";

    public async Task<GatewayAnswer> Capture(CaptureRequest request, CancellationToken cancellationToken)
    {
        await Take(options.Value.Latency, cancellationToken);
        switch (Split(request.MethodToken))
        {
            case ("tok_ok", _):
                return await Draw(request, cancellationToken);
            case ("tok_slow", _):
                await Take(options.Value.Slow, cancellationToken);
                return await Draw(request, cancellationToken);
            case ("tok_declines", var declines):
                return await DrawAfter(declines, "insufficient_funds", request, cancellationToken);
            case ("tok_unavailable", var declines):
                return await DrawAfter(declines, "issuer_not_available", request, cancellationToken);
            case ("tok_no_answer_captured", _):
                await Draw(request, cancellationToken);
                marks[request.IdempotencyKey] = Found;
                throw new HttpRequestException("The gateway did not answer.");
            case ("tok_no_answer_not_captured", _):
                return marks.ContainsKey(request.IdempotencyKey)
                    ? await Draw(request, cancellationToken)
                    : throw new HttpRequestException("The gateway did not answer.");
            case ("tok_pending", _): return new GatewayAnswer.Pending(ReferenceOf(request));
            case ("tok_insufficient_funds", _): return GatewayAnswer.Declined.By("insufficient_funds");
            case ("tok_lost_card", _): return GatewayAnswer.Declined.By("lost_card");
            case ("tok_expired_card", _): return GatewayAnswer.Declined.By("expired_card");
            case ("tok_authentication", _): return GatewayAnswer.Declined.By("authentication_required");
            case ("tok_new_code", _): return GatewayAnswer.Declined.By("moon_in_the_wrong_phase");
            default: return GatewayAnswer.Declined.By("incorrect_number");
        }
    }

    public async Task<GatewayAnswer> LookUp(CaptureRequest request, CancellationToken cancellationToken)
    {
        await Take(options.Value.Latency, cancellationToken);
        if (journal is not null && await journal.Has(request.IdempotencyKey, cancellationToken))
            return new GatewayAnswer.Captured(ReferenceOf(request));
        if (request.MethodToken == "tok_pending" || marks.GetOrAdd(request.IdempotencyKey, Sought) == Found)
            return await Draw(request, cancellationToken);
        return new GatewayAnswer.NotFound();
    }

    public async Task<GatewayAnswer> Refund(RefundRequest request, CancellationToken cancellationToken)
    {
        await Take(options.Value.Latency, cancellationToken);
        if (journal is null)
        {
            marks[request.IdempotencyKey] = Found;
            return new GatewayAnswer.Refunded(ReferenceOf(request));
        }

        return await journal.RefundOnce(request, cancellationToken) is { } reference
            ? new GatewayAnswer.Refunded(reference)
            : GatewayAnswer.Declined.By("charge_already_refunded");
    }

    public async Task<GatewayAnswer> LookUpRefund(RefundRequest request, CancellationToken cancellationToken)
    {
        await Take(options.Value.Latency, cancellationToken);
        var isGiven = journal is null
            ? marks.ContainsKey(request.IdempotencyKey)
            : await journal.Has(request.IdempotencyKey, cancellationToken);
        return isGiven ? new GatewayAnswer.Refunded(ReferenceOf(request)) : new GatewayAnswer.NotFound();
    }

    public Task<GatewayAnswer> OpenPage(PageRequest request, CancellationToken cancellationToken) => HasNoPage();

    public Task<GatewayAnswer> LookUpPage(PageRequest request, CancellationToken cancellationToken) => HasNoPage();

    public Task<GatewayAnswer> ExpirePage(PageRequest request, CancellationToken cancellationToken) => HasNoPage();

    private static Task<GatewayAnswer> HasNoPage() => Task.FromResult<GatewayAnswer>(
        new GatewayAnswer.NotTaken("the in-process gateway has no pages; set Gateway__Kind=stripe"));

    private async Task<GatewayAnswer> DrawAfter(
        int declines, string code, CaptureRequest request, CancellationToken cancellationToken) =>
        request.AttemptNo <= declines ? GatewayAnswer.Declined.By(code) : await Draw(request, cancellationToken);

    private async Task<GatewayAnswer> Draw(CaptureRequest request, CancellationToken cancellationToken) =>
        new GatewayAnswer.Captured(
            journal is null ? ReferenceOf(request) : await journal.CaptureOnce(request, cancellationToken));

    private Task Take(TimeSpan time, CancellationToken cancellationToken) =>
        time > TimeSpan.Zero ? Task.Delay(time, clock, cancellationToken) : Task.CompletedTask;

    /// <summary>tok_declines_2 is tok_declines and 2; a token without a number is itself and 0.</summary>
    private static (string Behaviour, int Number) Split(string token)
    {
        var cut = token.LastIndexOf('_');
        var last = token.AsSpan(cut + 1);
        return cut > 0 && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (token[..cut], number)
            : (token, 0);
    }
}
