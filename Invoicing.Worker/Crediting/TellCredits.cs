using Charging.ServiceDefaults;
using MassTransit;

namespace Charging.Invoicing;

/// <summary>
/// Tells, from every instance, of the credit notes that nobody was told of, whoever issued them; and tells this worker
/// again of the adjustments that waited for something which is there now. One that was told and not marked, for
/// whatever reason, is told again.
/// </summary>
internal sealed class TellCredits(
    CreditNotes creditNotes, Adjustments adjustments, IBus bus, InvoicingMetrics metrics, ILogger<TellCredits> log,
    TimeProvider clock) : BackgroundService
{
    private const int LargestRound = 100;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>While broker or database is away, or nobody listens.</summary>
    private static readonly TimeSpan PatientRound = TimeSpan.FromSeconds(30);

    /// <summary>Well within the time that the database lets a transaction be idle.</summary>
    private static readonly TimeSpan TellLimit = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(Round, clock);
        while (await rounds.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await Tell(stoppingToken) == LargestRound) log.ManyCredits(LargestRound);
                rounds.Period = Round;
            }
            catch (Exception exception) when (Transient.Is(exception) && !stoppingToken.IsCancellationRequested)
            {
                rounds.Period = PatientRound;
                log.CreditsDelayed(exception.Message);
            }
        }
    }

    private async Task<int> Tell(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TellLimit);
        var ready = await adjustments.TellReady(LargestRound, one => bus.Publish(one, limit.Token), limit.Token);
        var told = await creditNotes.TellUntold(
            LargestRound,
            clock.GetUtcNow().UtcDateTime,
            async note =>
            {
                await bus.Publish(note, limit.Token);
                metrics.Credited(note);
            },
            limit.Token);
        return Math.Max(ready, told);
    }
}
