using MassTransit;

namespace Charging.Payments.Refunding;

/// <summary>Keeps what was credited of an invoice; <see cref="SettleCredits"/> sees to what follows.</summary>
internal sealed class KeepCreditConsumer(KeepCredit keep, TimeProvider clock) : IConsumer<CreditNoteIssued>
{
    public Task Consume(ConsumeContext<CreditNoteIssued> context) =>
        keep.Once(context.Message, clock.UtcNow(), context.CancellationToken);
}
