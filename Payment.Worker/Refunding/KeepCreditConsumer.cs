using Charging.Contracts;
using Charging.Payments.Crediting;
using MassTransit;

namespace Charging.Payments.Refunding;

/// <summary>Keeps what was credited of an invoice; <see cref="SettleCredits"/> sees to what follows.</summary>
internal sealed class KeepCreditConsumer(Credits credits, TimeProvider clock) : IConsumer<CreditNoteIssued>
{
    public Task Consume(ConsumeContext<CreditNoteIssued> context) =>
        credits.KeepOnce(context.Message, clock.UtcNow(), context.CancellationToken);
}
