using System.Globalization;
using Charging.Payments.Collecting;
using Charging.Payments.Scheduling;
using Spectre.Console;

namespace Charging.Payments.Commands;

/// <summary>Payments as a person reads them.</summary>
internal static class PaymentPrint
{
    /// <summary>The states of <see cref="PaymentSaga"/>, as they are stored.</summary>
    public static IEnumerable<string> States { get; } =
    [
        nameof(PaymentSaga.Initial), nameof(PaymentSaga.AwaitingDay), nameof(PaymentSaga.WaitingToRetry),
        nameof(PaymentSaga.AwaitingCustomer),
        nameof(PaymentSaga.Resolving), nameof(PaymentSaga.Pending), nameof(PaymentSaga.Captured),
        nameof(PaymentSaga.Reversed), nameof(PaymentSaga.Abandoned), nameof(PaymentSaga.NeedsReview),
    ];

    public static void Table(IReadOnlyList<PaymentState> payments)
    {
        var table = new Table().AddColumns("Invoice", "Customer", "State", "Attempts", "Amount");
        table.Columns[3].RightAligned();
        table.Columns[4].RightAligned();
        foreach (var payment in payments)
        {
            table.AddRow(
                Text(payment.InvoiceNumber), Text(payment.CustomerId), Text(StateOf(payment)),
                payment.AttemptNo.ToString(CultureInfo.InvariantCulture), payment.Amount.ToString());
        }

        AnsiConsole.Write(table);
        Console.WriteLine($"{payments.Count} payment(s).");
    }

    public static void Whole(PaymentState payment, Findings found, Alarm? alarm)
    {
        Terminal.MarkupLine($"[bold]Invoice {payment.InvoiceNumber}[/] ({payment.CorrelationId})");
        Console.WriteLine($"Customer  {payment.CustomerId}");
        Console.WriteLine($"Session   {payment.SessionId} of {payment.Source}");
        Console.WriteLine($"Amount    {payment.Amount}");
        Console.WriteLine($"State     {StateOf(payment)}");
        if (payment.CheckoutNo is { } page) Console.WriteLine($"Page      {page}: the customer may pay there now");
        if (payment.AbandonNote is { } note) Console.WriteLine($"Given up  {note}");
        if (payment.SettledAt is { } settled) Console.WriteLine($"Since     {settled:u}");
        if (payment.ReversedAt is { } reversed)
        {
            Console.WriteLine(
                $"Reversed  {reversed:u}: {payment.ReversalReason} {payment.ReversalReference}, " +
                $"{new Money(payment.ReversedMinor!.Value, payment.Currency)}");
        }

        foreach (var dispute in found.Disputes)
        {
            var by = dispute.IsDecided ? ", as a person decided" : "";
            Console.WriteLine(
                $"Dispute   {dispute.Reference} of {dispute.Amount} ({dispute.CaptureReference}): " +
                $"{Words.Of(dispute.Status)}{by}, told {dispute.ReportedAt:u}");
        }

        foreach (var notice in found.Notices)
        {
            var told = notice.SentAt is { } sent ? $"told {sent:u}" : "not told yet, so that nothing is drawn";
            Console.WriteLine(
                $"Notice    {notice.NoticeNo}: drawn on {notice.DrawOn:yyyy-MM-dd} from {notice.MethodBrand} " +
                $"{notice.LastFour}, mandate {notice.MandateReference}; {told}");
        }

        if (alarm is not null) Console.WriteLine($"Goes on   {alarm.DueAt:u}, at the latest");

        var table = new Table().AddColumns("No", "Method", "Status", "Code", "Started", "Resolved", "Reference or key");
        foreach (var attempt in found.Attempts)
        {
            table.AddRow(
                attempt.AttemptNo.ToString(CultureInfo.InvariantCulture),
                Text($"{attempt.MethodBrand} {attempt.LastFour}"),
                attempt.ReturnedAt is null ? Words.Of(attempt.Status) : $"{Words.Of(attempt.Status)}, went back",
                Text(attempt.Code ?? ""),
                $"{attempt.StartedAt:u}",
                $"{attempt.ResolvedAt:u}",
                Text(attempt.GatewayReference ?? attempt.IdempotencyKey));
        }

        AnsiConsole.Write(table);
    }

    private static string StateOf(PaymentState payment) =>
        payment.AbandonReason is { } reason ? $"{payment.CurrentState}: {Words.Of(reason)}" : payment.CurrentState;

    private static string Text(string value) => Terminal.Escape(value);
}
