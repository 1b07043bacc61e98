using MassTransit;

namespace Charging.Invoicing.Crediting;

/// <summary>
/// Publishes, from every instance, the credit notes that were not published yet, whoever issued them; and once more,
/// for this worker, the adjustments that waited for something which is there now.
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
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => rounds.Every(
        nameof(TellCredits), Round, PublishAll, log.CreditsDelayed, stoppingToken, patience: PatientRound);

    private async Task PublishAll(CancellationToken cancellationToken)
    {
        await Rounds.Drain(LargestRound, Limit, PublishReady, log.ManyCredits, cancellationToken);
        await Rounds.Drain(LargestRound, Limit, PublishNew, log.ManyCredits, cancellationToken);
    }

    private Task<int> PublishReady(CancellationToken stop) =>
        adjustments.PublishReady(LargestRound, one => bus.Publish(one, stop), stop);

    private Task<int> PublishNew(CancellationToken stop) => creditNotes.PublishNew(
        LargestRound,
        clock.GetUtcNow().UtcDateTime,
        async note =>
        {
            await bus.Publish(note, stop);
            metrics.Credited(note);
        },
        stop);
}
