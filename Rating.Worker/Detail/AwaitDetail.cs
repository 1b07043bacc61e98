using Charging.Contracts;
using Charging.Contracts.Cards;
using Charging.Rating.Pricing;
using Charging.ServiceDefaults;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Charging.Rating;

/// <summary>
/// What to do about a session that came without its legs: keeps the announcement until the bridge has served them, when
/// the session is told again, and prices it then.
/// </summary>
internal sealed class AwaitDetail(
    Details details, Tariffs tariffs, Publishers publishers, IOptions<DetailOptions> options)
{
    /// <summary>The price, why there is none, or once more that the legs are awaited.</summary>
    /// <param name="context">With the bytes that came.</param>
    /// <param name="session">As it is charged; its card numbers are masked, and those of the kept bytes.</param>
    /// <param name="now">UTC.</param>
    public async Task<PriceAnswer> Answer(ConsumeContext<SessionEnded> context, SessionEnded session, DateTime now)
    {
        var stop = context.CancellationToken;
        if (!BridgeAddress.TryRead(session.DetailUri!, options.Value, out var address, out var refusal))
            return new Rejection(QuarantineCode.NoDetail, refusal);

        var detail = await details.AddOnce(
            Detail.Of(session, address, CardMask.Of(context.ReceiveContext.GetBody()), now) with
            {
                PublishedBy = context.PublishedBy(publishers) ?? "",
            },
            stop);
        if (detail.Rejection is { } rejection) return rejection;
        return detail.Complete() is { } whole
            ? await tariffs.PriceOf(whole, now, stop) with { Completed = whole }
            : new DetailAwaited();
    }

    /// <summary>The session is rated or set aside; one that came with its legs never waited.</summary>
    public Task End(SessionEnded session, CancellationToken cancellationToken) =>
        Screening.AwaitsDetail(session) ? details.Remove(session, cancellationToken) : Task.CompletedTask;
}
