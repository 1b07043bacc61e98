using System.CommandLine;
using System.Text;
using Charging.Payments.Receipts;

namespace Charging.Payments.Commands;

/// <summary><c>receipts list | show | resend</c>: the mails to customers, by the number of their invoice.</summary>
internal static class ReceiptCommands
{
    private const int MostListed = 1_000;

    public static Command Create(Worker worker) =>
        new("receipts", "Shows the mails to customers and sends them again.")
        {
            List(worker), Show(worker), Resend(worker),
        };

    private static Command List(Worker worker)
    {
        var status = new Option<string?>("--status") { Description = "Only those; undeliverable ones wait for you." };
        status.AcceptOnlyFromAmong([.. Words.All<ReceiptStatus>()]);
        var command = new Command("list", $"Lists the mails, the newest {MostListed}.") { status };
        command.SetAction((parsed, cancellationToken) => worker.Run(async (services, stop) =>
        {
            ReceiptStatus? only = parsed.GetValue(status) is { } word ? Words.Read<ReceiptStatus>(word) : null;
            var mails = await services.GetRequiredService<Receipts.Receipts>().List(only, null, MostListed, stop);
            foreach (var mail in mails)
            {
                var due = mail.DueAt is { } at ? $"  due {at:u}" : "";
                Console.WriteLine($"{mail.MadeAt:u}  {Path.GetFileNameWithoutExtension(mail.FileName),-32} " +
                    $"{Words.Of(mail.Status),-13} {mail.Tries} tries{due}  {mail.Answer}");
            }

            Console.WriteLine($"{mails.Count} mail(s).");
            return 0;
        }, cancellationToken));
        return command;
    }

    private static Command Show(Worker worker)
    {
        var number = NamedPayment.Number();
        var command = new Command("show", "Prints what became of an invoice's mails, and the mails.") { number };
        command.SetAction((parsed, cancellationToken) => worker.Run(async (services, stop) =>
        {
            var receipts = services.GetRequiredService<Receipts.Receipts>();
            foreach (var mail in await Find(services, parsed.GetRequiredValue(number), stop))
            {
                Console.WriteLine($"kind        {Words.Of(mail.Kind)}");
                Console.WriteLine($"Message-ID  {mail.MailId}");
                Console.WriteLine($"made        {mail.MadeAt:u}");
                Console.WriteLine($"status      {Words.Of(mail.Status)}, {mail.Tries} tries");
                Console.WriteLine($"sent        {(mail.SentAt is { } sent ? $"{sent:u}" : "not yet")}");
                Console.WriteLine($"next try    {(mail.DueAt is { } due ? $"{due:u}" : "none")}");
                Console.WriteLine($"answer      {mail.Answer ?? "none"}");
                var receipt = await receipts.Find(new(mail.InvoiceId, mail.Kind, mail.Number), stop);
                Console.Write($"\n{Encoding.ASCII.GetString(receipt!.Mail)}\n");
            }

            return 0;
        }, cancellationToken));
        return command;
    }

    private static Command Resend(Worker worker)
    {
        var number = NamedPayment.Number();
        number.Arity = ArgumentArity.ZeroOrOne;
        var all = new Option<bool>("--undeliverable") { Description = "All that are undeliverable." };
        var command = new Command(
            "resend", "Has the workers send mails again, unchanged under their Message-ID.")
        {
            number, all, Deed.ReasonOption(),
        };
        command.SetAction((parsed, cancellationToken) => worker.Run(async (services, stop) =>
        {
            var one = parsed.GetValue(number);
            if (one is null == !parsed.GetValue(all))
                throw new InvalidOperationException("Name an invoice's number or --undeliverable, and not both.");

            var receipts = services.GetRequiredService<Receipts.Receipts>();
            Guid? invoiceId = one is null ? null : (await Find(services, one, stop))[0].InvoiceId;
            var now = services.GetRequiredService<TimeProvider>().UtcNow();
            var count = await receipts.Resend(invoiceId, now, stop);
            Console.WriteLine($"{count} mail(s) will be sent again; 'receipts list' shows what becomes of them.");
            return 0;
        }, cancellationToken));
        return command;
    }

    private static async Task<IReadOnlyList<ListedReceipt>> Find(
        IServiceProvider services, string number, CancellationToken cancellationToken)
    {
        var payment = await NamedPayment.Find(services, number, cancellationToken);
        var mails = await services.GetRequiredService<Receipts.Receipts>()
            .List(null, payment.CorrelationId, MostListed, cancellationToken);
        return mails.Count > 0
            ? mails
            : throw new InvalidOperationException(
                $"No mail about invoice {number} in payment.receipts; ./charging trace SESSION shows how far it came.");
    }
}
