using System.Text.Json;
using MassTransit;
using PublishException = RabbitMQ.Client.Exceptions.PublishException;

namespace Charging.Rating.Rerating;

/// <summary>Publishes the adjustments that are not published yet; one that reaches no queue stays so.</summary>
internal sealed class AdjustmentOutbox(Adjustments adjustments, TimeProvider clock)
{
    public const string Exchange = "usage-adjusted";

    private const int MostAtOnce = 500;

    /// <param name="planCode">Of whose adjustments.</param>
    /// <param name="publisher">Connected to the broker.</param>
    /// <param name="cancellationToken">Stops it between messages.</param>
    /// <returns>How many were published, and whether nobody listens to the rest.</returns>
    public async Task<(int Published, bool Unheard)> Publish(
        string planCode, RawPublisher publisher, CancellationToken cancellationToken)
    {
        await publisher.Declare(Exchange, cancellationToken);
        var published = 0;
        try
        {
            while (await PublishSome() is var some and > 0) published += some;
        }
        catch (PublishException unheard) when (unheard.IsReturn)
        {
            return (published, true);
        }

        return (published, false);

        Task<int> PublishSome() => Outbox.PublishSome(
            stop => adjustments.Unpublished(planCode, MostAtOnce, stop),
            one => Publish(one, publisher, cancellationToken),
            (some, stop) => adjustments.MarkPublished(
                [.. some.Select(one => one.AdjustmentId)], clock.GetUtcNow().UtcDateTime, stop),
            cancellationToken);
    }

    private static Task Publish(Adjustment adjustment, RawPublisher publisher, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, object?>
        {
            [MessageHeaders.MessageType] = MessageUrn.ForTypeString<UsageAdjusted>(),
        };
        return publisher.Publish(
            Exchange,
            JsonSerializer.SerializeToUtf8Bytes(adjustment.ToUsageAdjusted(), Wire.Json),
            Publications.IdOf<UsageAdjusted>(adjustment.AdjustmentId.ToString()).ToString(),
            headers,
            cancellationToken);
    }
}
