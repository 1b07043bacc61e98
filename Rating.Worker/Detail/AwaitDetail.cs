using Charging.Contracts.Cards;
using Charging.Rating.Assigning;
using Charging.Rating.Pricing;
using Charging.Rating.Sessions;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Charging.Rating.Detail;

/// <summary>
/// Prices a session, or does what is to be done about one that came without its legs: keeps the announcement until the
/// bridge has served them, when the session is told again, and prices it then.
/// </summary>
internal sealed class AwaitDetail(
    Details details, Tariffs tariffs, Publishers publishers, IOptions<DetailOptions> options)
{
    /// <summary>The price, why there is none, or once more that the legs are awaited.</summary>
    /// <param name="context">With the bytes that came.</param>
    /// <param name="session">As it is charged; its card numbers are masked, and those of the kept bytes.</param>
    /// <param name="now">UTC.</param>
    public async ValueTask<PriceAnswer> PriceOf(
        ConsumeContext<SessionEnded> context, SessionEnded session, DateTime now)
    {
        var stop = context.CancellationToken;
        var price = await tariffs.PriceOf(session, now, stop);
        if (price is not LegsAwaited) return price;
        if (!BridgeAddress.TryRead(session.DetailUri!, options.Value, out var address, out var refusal))
            return new Rejection(QuarantineCode.NoDetail, refusal);

        var detail = await details.AddOnce(
            AnnouncedSession.Of(session, address, CardMask.Of(context.ReceiveContext.GetBody()), now) with
            {
                PublishedBy = context.PublishedBy(publishers) ?? "",
            },
            stop);
        if (detail.Rejection is { } rejection) return rejection;
        return detail.Complete() is { } whole
            ? await tariffs.PriceOf(whole, now, stop) with { Completed = whole }
            : new LegsAwaited();
    }

    /// <summary>The session is rated or set aside; one that came with its legs never waited.</summary>
    public Task End(SessionEnded session, CancellationToken cancellationToken) =>
        Screening.AwaitsDetail(session) ? details.Remove(session, cancellationToken) : Task.CompletedTask;
}
