using System.Text.Json;
using Charging.TestBed;
using RabbitMQ.Client;

namespace Charging.Tests;

/// <summary>A person credits an invoice by command, whether or not a worker runs just then; money goes back.</summary>
[Category("bed")]
public class CreditTests
{
    private const int Sessions = 3;
    private const string Exchange = "credit-note-issued";
    private const string Queue = "heard-of-credits";

    /// <summary>A refund that was taken by a worker that died then is taken again after five minutes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    private Chain chain = null!;

    private long toldBefore;
    private int refundsBefore;

    private WorkerProcess Payment => chain.Payment[0];

    [OneTimeSetUp]
    public async Task Open() => chain = await Chain.Start(new ChainOptions
    {
        Customers = [.. SampleCustomer.Good(Sessions), new SampleCustomer("is-broke-today", "tok_declines_1")],
    });

    [OneTimeTearDown]
    public Task Close() => chain.Close();

    [SetUp]
    public async Task TakeOver()
    {
        await chain.HandOver();
        await chain.Broker.Keep(Exchange, Queue);
        (toldBefore, refundsBefore) = (await AllTold(), chain.Refunds.Count);
    }

    [TearDown]
    public void KeepLogs() => chain.KeepLogs();

    [Test]
    public async Task What_was_credited_while_no_worker_ran_is_told_by_the_next_one_and_given_back()
    {
        var number = await Charged();

        await chain.Invoicing[0].Kill();
        await Credit(number, "--line", "1", "--amount", "0.01");
        await Credit(number);
        await Credit(number);
        Assert.That(() => Credit(number, "--line", "1"), Throws.InvalidOperationException, "nothing is left");
        Assert.That(await Told(), Is.Zero);

        await chain.Invoicing[0].Start();
        await Eventually.Becomes(Told, told => told == 2, Limit, "both credit notes told");
        var heard = (await chain.Broker.Peek(Queue)).DistinctBy(message => message.BasicProperties.MessageId)
            .Select(message => JsonSerializer.Deserialize<CreditNoteIssued>(message.Body.Span, Wire.Json)!).ToList();
        Assert.That(
            heard.Select(note => note.Number[^7..]),
            Is.EquivalentTo((string[])[$"C{toldBefore + 1:d6}", $"C{toldBefore + 2:d6}"]));
        Assert.That(heard.Sum(note => note.Payable.Minor), Is.EqualTo(await Total(number)));
        await GivenBack(number, [.. heard.Select(note => note.Payable.Minor)]);
        await CanBeExported([number, .. heard.Select(note => note.Number)]);
        await new ExportedBooks(chain).AreReckonedAlike();
    }

    [Test]
    public async Task A_note_that_comes_again_while_the_worker_is_killed_at_every_step_is_given_back_once()
    {
        var number = await Charged();
        await Payment.Kill();
        await Credit(number);
        await Eventually.Becomes(Told, told => told == 1, Limit, "told while nobody runs who hears it");
        var note = (await chain.Broker.Peek(Queue))[0];

        await KilledOnce(number, "payment.credits");
        await KilledOnce(number, "payment.refunds");
        await KilledOnce(number, "payment.refunds", "and status = 'done'");
        await Payment.Start();
        await Deliver(note);

        await GivenBack(number, await Total(number));
        await Deliver(note);
        await Eventually.Becomes(
            async () => (await chain.Broker.Messages())["payment-keep-credit"], left => left == 0, Limit, "heard");
        await GivenBack(number, await Total(number));
    }

    [Test]
    public async Task What_waits_to_be_tried_again_and_is_credited_whole_is_never_drawn()
    {
        var number = await Charged("is-broke-today", "WaitingToRetry");

        await Credit(number);

        await Eventually.Becomes(
            () => chain.Database.Value<string>(
                "select abandon_reason from payment.payments where invoice_number = @number", new { number }),
            reason => reason == "credited", Limit, "given up, since nothing is left to pay");
        await Eventually.Becomes(
            () => chain.Database.Value<string>(
                """
                select outcome from payment.credits join payment.payments using (invoice_id)
                where  invoice_number = @number
                """,
                new { number }),
            outcome => outcome == "neverDrawn", Limit, "the note is settled");
        await Eventually.Becomes(
            () => chain.Progress(), seen => seen == new Progress(1, 1, 0, 1, 1), Limit, "settled and mailed");
        Assert.That(chain.Captures, Has.Count.EqualTo(chain.Before.Progress.Captured));
        var mail = chain.MailFiles.Single(file => Path.GetFileName(file).StartsWith(number, StringComparison.Ordinal));
        Assert.That(await File.ReadAllTextAsync(mail), Does.Contain("Subject: Nothing to pay"));
        await chain.BooksBalance(1);
        await chain.Reconcile();
    }

    /// <summary>What is given up is written off; what is credited of it then is not lost twice.</summary>
    [Test]
    public async Task What_was_given_up_and_is_credited_then_is_written_about_and_gives_nothing_back()
    {
        var number = await Charged("is-broke-today", "WaitingToRetry");
        var session = await chain.Database.Value<string>(
            "select session_id from payment.payments where invoice_number = @number", new { number });
        await Payment.Run("payments", "abandon", number, "--reason", "agreed by telephone");
        await Eventually.Becomes(
            () => chain.Progress(), seen => seen == new Progress(1, 1, 0, 1, 1), Limit, "given up and written about");

        await Credit(number, "--line", "1", "--amount", "0.05");

        await Eventually.Becomes(
            () => chain.Progress(), seen => seen == new Progress(1, 1, 0, 1, 2), Limit, "a mail about the note");
        Assert.That(chain.MailFiles.Select(Path.GetFileName), Does.Contain($"{number}-credit-1.eml"));
        await chain.BooksBalance(1);
        await chain.Reconcile();
        Assert.That((await chain.TryOperate("trace", session)).Printed, Does.Contain("notOwed"));
    }

    /// <summary>An invoice's number, once every session is charged; or that of one session in another state.</summary>
    private async Task<string> Charged(string? customer = null, string state = "Captured")
    {
        SampleSession[] sessions = customer is null
            ? [.. chain.NewSessions(Sessions, [.. chain.Customers.Take(Sessions)])]
            : [Deeds.Session(customer)];
        await chain.Publish(sessions);
        if (state == "Captured") await chain.AllCharged(Sessions, Limit);
        var ids = sessions.Select(session => session.SessionId).ToArray();
        return await Eventually.Becomes(
            () => chain.Database.Value<string>(
                "select max(invoice_number) from payment.payments where state = @state and session_id = any(@ids)",
                new { state, ids }),
            number => number is not null, Limit, $"a payment {state}");
    }

    private async Task Deliver(BasicGetResult note)
    {
        await using var publisher = await RawPublisher.Connect(chain.Broker.As("invoicing"), CancellationToken.None);
        var about = note.BasicProperties;
        await publisher.Publish(Exchange, note.Body, about.MessageId, about.Headers, CancellationToken.None);
    }

    /// <summary>The worker starts, and is killed as soon as there is such a row of the invoice.</summary>
    private async Task KilledOnce(string number, string table, string such = "")
    {
        var count = $"""
            select count(*) from {table}
            where  invoice_id = (select invoice_id from payment.payments where invoice_number = @number) {such}
            """;
        await Payment.Start();
        await Eventually.Becomes(
            () => chain.Database.Value<long>(count, new { number }), seen => seen == 1, Limit, count);
        await Payment.Kill();
    }

    /// <summary>The gateway gave back these amounts and no others, and the mails carry the notes.</summary>
    private async Task GivenBack(string number, params long[] amounts)
    {
        await Eventually.Becomes(
            () => chain.Database.Value<long>(
                "select refunded_minor from invoicing.invoices where invoice_number = @number", new { number }),
            refunded => refunded == amounts.Sum(), Limit, "PaymentRefunded heard by Invoicing");
        var whole = new Progress(Sessions, Sessions, Sessions, Sessions, Sessions + amounts.Length);
        await Eventually.Becomes(() => chain.Progress(), seen => seen == whole, Limit, "mails of the refunds");
        Assert.That(
            chain.Refunds.Skip(refundsBefore).Select(refund => -refund.Minor), Is.EquivalentTo(amounts));
        foreach (var mail in chain.MailFiles.Where(file => file.Contains("-refund-", StringComparison.Ordinal)))
            Assert.That(await File.ReadAllTextAsync(mail), Does.Match("filename=\"?CZ-[0-9]{4}-C0000"));
        await chain.BooksBalance(Sessions);
        await chain.Reconcile();
        var saidBefore = await File.ReadAllTextAsync(Payment.LogFile);
        await Payment.Run("payments", "show", number);
        var said = (await File.ReadAllTextAsync(Payment.LogFile))[saidBefore.Length..];
        Assert.That(said, Does.Contain("Credit note").And.Contain("refunded"));
    }

    private async Task CanBeExported(IReadOnlyList<string> numbers)
    {
        var folder = Path.Combine(chain.Folder, "export");
        await chain.Invoicing[0].Run(["invoice", "export", .. numbers, "--out", folder]);
        Assert.That(Directory.GetFiles(folder).Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(numbers));
        await chain.Invoicing[0].Run(["invoice", "verify", .. Directory.GetFiles(folder)]);
        foreach (var number in numbers) await chain.Invoicing[0].Run("invoice", "show", number);
        await chain.Invoicing[0].Run("invoice", "list");
    }

    private Task Credit(string number, params string[] more) =>
        chain.Invoicing[0].Run(["credit", number, "--reason", $"Echo {string.Join(' ', more)}", .. more]);

    private async Task<long> Told() => await AllTold() - toldBefore;

    private Task<long> AllTold() => chain.Database.Value<long>("select count(told_at) from invoicing.credit_notes");

    private Task<long> Total(string number) => chain.Database.Value<long>(
        "select total_minor from invoicing.invoices where invoice_number = @number", new { number });
}
