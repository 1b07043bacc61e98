using System.Text.RegularExpressions;

namespace Charging.Tests.House;

/// <summary>
/// How a message comes to its row: the message, who hears it, who sees to it, and the file of the table, which is where
/// the row is written. Each file names the next; who hears a message names it.
/// </summary>
internal sealed record MessagePath(string Table, params string[] Files)
{
    private const int Most = 4;

    /// <summary>The workers whose every message has a path. To add one, name it here and say its paths.</summary>
    public static IReadOnlyList<string> Workers { get; } = ["Payment.Worker"];

    public static IReadOnlyList<MessagePath> All { get; } =
    [
        Collected("payments", "Contracts/InvoiceCreated", "Payments"),
        Collected("attempts", "Contracts/InvoiceCreated", "CapturePayment", "Attempts"),
        Collected("attempts", "Payment.Worker/Messages/RetryDue", "CapturePayment", "Attempts"),
        Collected("attempts", "Payment.Worker/Messages/RetryPayment", "CapturePayment", "Attempts"),
        Collected("attempts", "Payment.Worker/Messages/LookDue", "CapturePayment", "Attempts"),
        Collected("attempts", "Payment.Worker/Messages/PaymentDecided", "DecideAttempt", "Attempts"),
        Collected("payments", "Payment.Worker/Messages/AbandonPayment", "Payments"),
        Collected("attempts", "Payment.Worker/Messages/TransferArrived", "CapturePayment", "Attempts"),
        Collected("disputes", "Payment.Worker/Messages/ReturnReported", "Payments", "Disputes"),
        Refunded("Payment.Worker/Messages/RefundPayment"),
        Refunded("Payment.Worker/Messages/RefundDue"),
        Refunded("Payment.Worker/Messages/RefundReported"),
        Refunded("Payment.Worker/Messages/RefundDecided"),
        new("payment.credits", "Contracts/CreditNoteIssued.cs", "Payment.Worker/Refunding/KeepCreditConsumer.cs",
            "Payment.Worker/Refunding/KeepCredit.cs", "Payment.Worker/Crediting/Credits.cs"),
        new("payment.customers", "Contracts/CustomerChanged.cs", "Payment.Worker/Customers/KeepCustomerConsumer.cs",
            "Payment.Worker/Customers/Customers.cs"),
        new("payment.receipts", "Payment.Worker/Messages/SendReceipt.cs",
            "Payment.Worker/Receipts/SendReceiptConsumer.cs", "Payment.Worker/Receipts/WriteReceipt.cs",
            "Payment.Worker/Receipts/Receipts.cs"),
    ];

    public string Message => TypeIn(Files[0]);

    public override string ToString() => $"{Message} to {Table}";

    /// <summary>The messages that a worker's consumers and sagas hear.</summary>
    public static IEnumerable<string> Heard(IEnumerable<SourceFile> files, string worker) => files
        .Where(file => file.IsCode && file.Path.StartsWith($"{worker}/", StringComparison.Ordinal))
        .SelectMany(file => file.Lines)
        .SelectMany(line => Regex.Matches(line, @"\bIConsumer<(\w+)>|\bpublic Event<(\w+)> "))
        .Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value)
        .Distinct();

    /// <summary>Why it is none, or too long.</summary>
    public IEnumerable<string> Flaws(IReadOnlyList<SourceFile> all)
    {
        if (Files.Length > Most) yield return $"{this} is {Files.Length} files; {Most} are the most";

        var files = Files.Select(path => all.FirstOrDefault(file => file.Path == path)).ToList();
        foreach (var missing in Files.Where((_, at) => files[at] is null)) yield return $"there is no {missing}";
        if (files.Contains(null)) yield break;

        if (!Names(files[1]!, Message)) yield return $"{Files[1]} does not hear {Message}";
        for (var at = 1; at < Files.Length - 1; at++)
        {
            if (!Names(files[at]!, TypeIn(Files[at + 1]))) yield return $"{Files[at]} does not name {Files[at + 1]}";
        }

        var write = new Regex($@"\b(insert into|update) {Regex.Escape(Table)}\b");
        if (!files[^1]!.Lines.Any(line => write.IsMatch(line))) yield return $"{Files[^1]} writes nothing into {Table}";
    }

    private static MessagePath Collected(string table, string message, params string[] types) => new(
        $"payment.{table}",
        [
            $"{message}.cs", "Payment.Worker/Collecting/PaymentSaga.cs",
            .. types.Select(type => $"Payment.Worker/Collecting/{type}.cs"),
        ]);

    private static MessagePath Refunded(string message) => new(
        "payment.refunds", $"{message}.cs", "Payment.Worker/Refunding/RefundPaymentConsumer.cs",
        "Payment.Worker/Refunding/IssueRefund.cs", "Payment.Worker/Refunding/Refunds.cs");

    private static string TypeIn(string path) => Path.GetFileNameWithoutExtension(path);

    private static bool Names(SourceFile file, string type) =>
        file.Lines.Any(line => Regex.IsMatch(line, $@"\b{type}\b"));
}
