using System.Text.Json;
using MassTransit;
using PublishException = RabbitMQ.Client.Exceptions.PublishException;

namespace Charging.Rating.Rerating;

/// <summary>Tells of the adjustments that nobody has been told of; one that reaches no queue stays untold.</summary>
internal sealed class AdjustmentOutbox(Adjustments adjustments, TimeProvider clock)
{
    public const string Exchange = "usage-adjusted";

    private const int MostAtOnce = 500;

    /// <param name="planCode">Of whose adjustments.</param>
    /// <param name="publisher">Connected to the broker.</param>
    /// <param name="cancellationToken">Stops it between messages.</param>
    /// <returns>How many were told, and whether nobody listens to the rest.</returns>
    public async Task<(int Told, bool Unheard)> Tell(
        string planCode, RawPublisher publisher, CancellationToken cancellationToken)
    {
        await publisher.Declare(Exchange, cancellationToken);
        var told = 0;
        while (await adjustments.Unpublished(planCode, MostAtOnce, cancellationToken) is { Count: > 0 } untold)
        {
            try
            {
                await Task.WhenAll(untold.Select(one => Tell(one, publisher, cancellationToken)));
            }
            catch (PublishException unheard) when (unheard.IsReturn)
            {
                return (told, true);
            }

            await adjustments.MarkPublished(
                [.. untold.Select(one => one.AdjustmentId)], clock.GetUtcNow().UtcDateTime, cancellationToken);
            told += untold.Count;
        }

        return (told, false);
    }

    private static Task Tell(Adjustment adjustment, RawPublisher publisher, CancellationToken cancellationToken)
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
