
namespace Charging.Operator.Watching;

/// <summary>
/// Waits until nothing is on its way: every stage has caught up with the one before, no message waits in a queue, and
/// for some seconds nothing has changed (a message that a worker holds stands in no count).
/// </summary>
internal sealed class Settling(Stages stages)
{
    /// <summary>Longer than a worker holds a message when broker and database are well.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    /// <returns>False when something was still on its way after the patience.</returns>
    public async Task<bool> Wait(TimeSpan patience, Action<StageCounts> show, CancellationToken stop)
    {
        await using var connection = await Broker.Connect(stop);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        var queues = (await BrokerQueues.All(stop)).Where(queue => queue.IsOnTheWay).ToList();

        StageCounts? last = null;
        var since = TimeProvider.System.GetTimestamp();
        return await Until.True(IsQuiet, patience, stop);

        async Task<bool> IsQuiet()
        {
            var now = await stages.Count(stop);
            show(now);
            var waiting = 0u;
            foreach (var queue in queues) waiting += await channel.MessageCountAsync(queue.Name, stop);
            if (now != last || waiting > 0 || !now.AllArrived)
            {
                last = now;
                since = TimeProvider.System.GetTimestamp();
            }

            return TimeProvider.System.GetElapsedTime(since) >= Quiet;
        }
    }
}
