using MassTransit;

namespace Charging.Invoicing.Crediting;

/// <summary>
/// Tells, from every instance, of the credit notes that nobody was told of, whoever issued them; and tells this worker
/// again of the adjustments that waited for something which is there now. One that was told and not marked, for
/// whatever reason, is told again.
/// </summary>
internal sealed class TellCredits(
    CreditNotes creditNotes, Adjustments adjustments, IBus bus, InvoicingMetrics metrics, Rounds rounds,
    ILogger<TellCredits> log, TimeProvider clock) : BackgroundService
{
    private const int LargestRound = 100;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>While broker or database is away, or nobody listens.</summary>
    private static readonly TimeSpan PatientRound = TimeSpan.FromSeconds(30);

    /// <summary>Well within the time that the database lets a transaction be idle.</summary>
    private static readonly TimeSpan TellLimit = TimeSpan.FromSeconds(20);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => rounds.Every(
        nameof(TellCredits), Round, TellAll, log.CreditsDelayed, stoppingToken, patience: PatientRound);

    private Task TellAll(CancellationToken cancellationToken) =>
        Rounds.Drain(LargestRound, TellLimit, Tell, log.ManyCredits, cancellationToken);

    private async Task<int> Tell(CancellationToken cancellationToken)
    {
        var ready = await adjustments.PublishReady(
            LargestRound, one => bus.Publish(one, cancellationToken), cancellationToken);
        var told = await creditNotes.PublishNew(
            LargestRound,
            clock.GetUtcNow().UtcDateTime,
            async note =>
            {
                await bus.Publish(note, cancellationToken);
                metrics.Credited(note);
            },
            cancellationToken);
        return Math.Max(ready, told);
    }
}
