using MassTransit;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// What was published on one channel and is not confirmed yet, by the numbers that the broker counts. One confirmation
/// may stand for hundreds. A message that no queue took comes back before its confirmation, and whoever waits for it
/// hears that; when the channel is lost, all who wait hear so.
/// </summary>
internal sealed class Confirms
{
    private readonly Lock turn = new();
    private readonly Dictionary<ulong, Outgoing> waiting = [];
    private ulong next = 1;
    private ulong oldest = 1;
    private RabbitMqConnectionException? lost;

    /// <summary>Gives the message the next number: to be called in the order of publishing.</summary>
    public void Expect(Outgoing message)
    {
        lock (turn)
        {
            if (lost is not null) message.Fail(lost);
            else waiting.Add(next++, message);
        }
    }

    /// <param name="number">The message's.</param>
    /// <param name="isOfAll">All before it, too, that were not confirmed yet.</param>
    /// <param name="isSafe">False if the broker could not keep it.</param>
    public void Confirm(ulong number, bool isOfAll, bool isSafe)
    {
        lock (turn)
        {
            for (var one = isOfAll ? oldest : number; one <= number; one++)
            {
                if (!waiting.Remove(one, out var message)) continue;
                if (isSafe) message.Succeed();
                else message.Fail(new RabbitMqConnectionException($"The broker did not keep {message}."));
            }

            while (oldest < next && !waiting.ContainsKey(oldest)) oldest++;
        }
    }

    /// <summary>No queue took it. The broker does not say its number: a twin of its id hears the same.</summary>
    public void Return(string exchange, string? messageId, string reason)
    {
        lock (turn)
        {
            foreach (var message in waiting.Values)
            {
                if (message.Exchange != exchange || message.Properties.MessageId != messageId) continue;
                message.Fail(new MessageReturnedException($"No queue took {message}: {reason}."));
            }
        }
    }

    public void Lose(string reason)
    {
        lock (turn)
        {
            lost ??= new RabbitMqConnectionException(
                $"The broker's channel was closed before it confirmed what was published: {reason}.");
            foreach (var message in waiting.Values) message.Fail(lost);
            waiting.Clear();
        }
    }
}
