using MassTransit;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// How many bytes of messages may be in work at once. Small ones never wait; large ones, of which each takes a multiple
/// of its length while it is read, wait until there is room.
/// </summary>
internal sealed class Room : IFilter<ReceiveContext>
{
    /// <summary>Of which hundreds in work are a few megabytes.</summary>
    private const long Small = 32 * 1024;

    private const long MostInWork = 8 * 1024 * 1024;

    private readonly Queue<(long Bytes, TaskCompletionSource Turn)> waiting = [];
    private long free = MostInWork;

    public void Probe(ProbeContext context) => context.CreateFilterScope("room");

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
        context.Body.Length is { } bytes and > Small
            ? SendInTurn(context, next, Math.Min(bytes, MostInWork))
            : next.Send(context);

    private async Task SendInTurn(ReceiveContext context, IPipe<ReceiveContext> next, long bytes)
    {
        await Enter(bytes);
        try
        {
            await next.Send(context);
        }
        finally
        {
            Leave(bytes);
        }
    }

    private Task Enter(long bytes)
    {
        lock (waiting)
        {
            if (waiting.Count == 0 && free >= bytes)
            {
                free -= bytes;
                return Task.CompletedTask;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue((bytes, turn));
            return turn.Task;
        }
    }

    private void Leave(long bytes)
    {
        lock (waiting)
        {
            free += bytes;
            while (waiting.TryPeek(out var next) && free >= next.Bytes)
            {
                free -= next.Bytes;
                waiting.Dequeue().Turn.SetResult();
            }
        }
    }
}
