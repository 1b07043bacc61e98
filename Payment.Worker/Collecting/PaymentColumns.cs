using System.Text.Json;

namespace Charging.Payments.Collecting;

/// <summary>Payments as the columns of payment.payments, by the names that its statements give them.</summary>
internal static class PaymentColumns
{
    /// <summary>As they begin, each with the invoice that it begins with.</summary>
    public static object OfNew(IReadOnlyList<PaymentState> payments, IEnumerable<InvoiceCreated> invoices) => new
    {
        Ids = payments.Select(payment => payment.CorrelationId).ToArray(),
        States = payments.Select(payment => payment.CurrentState).ToArray(),
        Numbers = payments.Select(payment => payment.InvoiceNumber).ToArray(),
        Customers = payments.Select(payment => payment.CustomerId).ToArray(),
        Sources = payments.Select(payment => payment.Source).ToArray(),
        Sessions = payments.Select(payment => payment.SessionId).ToArray(),
        Amounts = payments.Select(payment => payment.AmountMinor).ToArray(),
        Currencies = payments.Select(payment => payment.Currency).ToArray(),
        Invoices = invoices.Select(invoice => JsonSerializer.Serialize(invoice, Wire.Json)).ToArray(),
        CreatedAts = payments.Select(payment => payment.CreatedAt).ToArray(),
        TraceParents = payments.Select(payment => payment.TraceParent).ToArray(),
    };

    /// <summary>As they were moved.</summary>
    public static object OfMoved(IReadOnlyList<PaymentState> payments, DateTime now) => new
    {
        now,
        Ids = payments.Select(payment => payment.CorrelationId).ToArray(),
        Versions = payments.Select(payment => payment.Version).ToArray(),
        States = payments.Select(payment => payment.CurrentState).ToArray(),
        AttemptNos = payments.Select(payment => payment.AttemptNo).ToArray(),
        Reasons = payments.Select(payment => payment.AbandonReason is { } reason ? Words.Of(reason) : null).ToArray(),
        Notes = payments.Select(payment => payment.AbandonNote).ToArray(),
        SettledAts = payments.Select(payment => payment.SettledAt).ToArray(),
        AskedAfters = payments.Select(payment => payment.RetryAskedAfter).ToArray(),
        ReversedAts = payments.Select(payment => payment.ReversedAt).ToArray(),
        ReversalReasons = payments.Select(payment => payment.ReversalReason).ToArray(),
        ReversalReferences = payments.Select(payment => payment.ReversalReference).ToArray(),
        Reversed = payments.Select(payment => payment.ReversedMinor).ToArray(),
        ToldNos = payments.Select(payment => payment.ToldNo).ToArray(),
        KnownTokens = payments.Select(payment => payment.KnownTokens).ToArray(),
    };
}
