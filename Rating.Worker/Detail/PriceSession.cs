using Charging.Contracts;
using Charging.Rating.Pricing;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Charging.Rating;

/// <summary>
/// The price of a session as it came; of one that was announced without its legs, as soon as its bridge has served
/// them. Until then the announcement is kept, and the session is told again when there is an answer.
/// </summary>
internal sealed class PriceSession(Tariffs tariffs, Details details, IOptions<DetailOptions> options)
{
    /// <param name="context">With the session and the bytes that came.</param>
    /// <param name="now">UTC.</param>
    public async ValueTask<PriceAnswer> Answer(ConsumeContext<SessionEnded> context, DateTime now)
    {
        var (session, stop) = (context.Message, context.CancellationToken);
        var answer = await tariffs.PriceOf(session, now, stop);
        if (answer is not DetailAwaited) return answer;

        if (!BridgeAddress.TryRead(session.DetailUri!, options.Value, out var address, out var refusal))
            return new Rejection(QuarantineCode.NoDetail, refusal);

        var detail = await details.AddOnce(
            Detail.Of(session, address, context.ReceiveContext.GetBody(), now), stop);
        return detail.Rejection
            ?? (detail.Complete() is { } whole ? await tariffs.PriceOf(whole, now, stop) : answer);
    }
}
