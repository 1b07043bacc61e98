using System.Diagnostics;
using Charging.Payments.Messages;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Scheduling;

/// <summary>
/// Wakes the payments whose alarm is due, from every instance. While broker or database is away it waits; an alarm that
/// was taken and not sent, for whatever reason, is due again after Retry__RemindAfter.
/// </summary>
internal sealed class WakePayments(
    Schedule schedule, IBusControl bus, IOptions<RetryOptions> options, Rounds rounds, ILogger<WakePayments> log,
    TimeProvider clock)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(20);
    private static readonly ActivitySource Traces = new(Telemetry.Name);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        rounds.Every(nameof(WakePayments), Pause, WakeAllDue, log.WakingDelayed, stoppingToken);

    private async Task WakeAllDue(CancellationToken cancellationToken)
    {
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, cancellationToken);
        await Outbox.Drain(
            Schedule.LargestRound, SendLimit,
            stop => schedule.TakeDue(clock.UtcNow(), options.Value.RemindAfter, stop), Wake, mark: null,
            log.WakingMany, cancellationToken);
    }

    private async Task Wake(DueAlarm alarm, CancellationToken cancellationToken)
    {
        using var trace = Traces.StartActivity($"wake payment {alarm.Kind}", ActivityKind.Internal, alarm.Parent);
        await (alarm.Kind switch
        {
            AlarmKind.Look => bus.Publish(
                new LookDue { InvoiceId = alarm.InvoiceId, AttemptNo = alarm.AttemptNo }, cancellationToken),
            _ => bus.Publish(
                new RetryDue { InvoiceId = alarm.InvoiceId, AttemptNo = alarm.AttemptNo }, cancellationToken),
        });
    }
}
