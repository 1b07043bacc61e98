using System.Text;
using Charging.TestBed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Receipts;

/// <summary>The mail of a notice: its days are counted from when it left.</summary>
[Category("bed")]
public class SendNoticeTests
{
    private static readonly InvoiceCreated Debited = Invoice().OfCreditor();

    private FakeTimeProvider clock = null!;
    private Database database = null!;
    private ServiceProvider services = null!;
    private string folder = "";

    private ClosableRoute Route => services.GetRequiredService<ClosableRoute>();

    private Notices Notices => services.GetRequiredService<Notices>();

    [SetUp]
    public async Task Begin()
    {
        database = await PaymentDatabase.Create();
        clock = new(Noon);
        folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}");
        services = new ServiceCollection()
            .AddSingleton(database.Source).AddSingleton<TimeProvider>(clock)
            .AddSingleton(Options.Create(new ReceiptOptions { Folder = folder }))
            .AddRounds().AddSingleton<Charging.Payments.Collecting.Payments>().AddSingleton<Attempts>()
            .AddSingleton<Charging.Payments.Customers.Customers>()
            .AddSingleton<Charging.Payments.Receipts.Receipts>()
            .AddSingleton<DeliverReceipt>().AddSingleton<WriteReceipt>().AddSingleton<SendNotice>()
            .AddSingleton<Schedule>().AddSingleton<Notices>()
            .AddSingleton<Refunds>().AddSingleton<Credits>().AddSingleton<FindFacts>()
            .AddSingleton<ReceiptMail>()
            .AddSingleton<MailFolder>().AddSingleton<ClosableRoute>().AddSingleton<PaymentMetrics>()
            .AddSingleton<IMailRoute>(provider => provider.GetRequiredService<ClosableRoute>())
            .AddMetrics().AddLogging()
            .BuildServiceProvider(validateScopes: true);
        await services.GetRequiredService<Charging.Payments.Customers.Customers>()
            .Keep(Customer("acme") with { Methods = [Account("pm_account")] }, default);
        await Announce();
    }

    [TearDown]
    public async Task End()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task It_says_when_from_which_account_and_under_which_mandate_the_invoice_is_drawn()
    {
        await Round();

        Assert.That(await All(), Is.EqualTo(new[] { (1, (DateTime?)Noon, (DateTime?)null, "2026-12-04") }));
        var mail = Mail("notice-1");
        Assert.That(mail.Subject, Does.Contain("4 December 2026").And.Contains(Debited.Number).And.Contains("12.10"));
        foreach (var text in (string[])[mail.TextBody!, mail.HtmlBody!])
            Assert.That(text, Does.Contain("Lesní banka account ending in 3399").And.Contains("M-1")
                .And.Contains("CZ73ZZZ10002").And.Contains("4 December 2026"));
        Assert.That(mail.Attachments.Select(part => part.ContentType.MimeType),
            Is.EqualTo(new[] { "application/pdf", "application/xml" }));
        Assert.That(Ubl(mail), Does.Contain(">59<").And.Contains("2026-12-04").And.Contains("CZ73ZZZ10002"));
    }

    [Test]
    public async Task A_second_round_sends_nothing_more()
    {
        await Round();
        var sent = File.GetLastWriteTimeUtc(Directory.GetFiles(folder).Single());

        clock.Advance(TimeSpan.FromDays(1));
        await Round();

        Assert.That(File.GetLastWriteTimeUtc(Directory.GetFiles(folder).Single()), Is.EqualTo(sent));
        Assert.That((await All()).Single().SentAt, Is.EqualTo(Noon));
    }

    [Test]
    public async Task While_mail_is_away_for_days_the_day_moves_so_that_the_customer_has_all_of_them()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Route.Next.Enqueue(new MailAnswer.Later("421 busy"));
            await Round();
            clock.Advance(TimeSpan.FromHours(2));
        }

        var again = Noon.AddHours(2).AddMinutes(1);
        Assert.That((await All()).Single(), Is.EqualTo((1, (DateTime?)null, (DateTime?)again, "2026-12-04")));
        clock.Advance(TimeSpan.FromDays(3));
        await Round();
        await Round();

        var left = Noon.AddDays(3).AddHours(4);
        Assert.That(await All(), Is.EqualTo(new[]
        {
            (1, null, null, "2026-12-04"), (2, (DateTime?)left, (DateTime?)null, "2026-12-07"),
        }));
        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1), "the first never left");
        Assert.That(Mail("notice-2").TextBody, Does.Contain("7 December 2026"));
    }

    [Test]
    public async Task What_is_refused_is_not_told_and_what_is_asked_for_once_more_is_a_notice_of_its_own()
    {
        Route.Next.Enqueue(new MailAnswer.Refused("550 no such box"));
        await Round();
        Assert.That((await All()).Single(), Is.EqualTo((1, (DateTime?)null, (DateTime?)null, "2026-12-04")));

        clock.Advance(TimeSpan.FromDays(1));
        await services.GetRequiredService<Charging.Payments.Receipts.Receipts>()
            .Resend(Debited.InvoiceId, clock.GetUtcNow().UtcDateTime, default);
        await Round();
        Assert.That(Directory.Exists(folder) ? Directory.GetFiles(folder) : [], Is.Empty, "its day is of before");
        await OweAgain();
        await Round();
        await Round();

        var last = (await All())[^1];
        Assert.That((last.No, last.SentAt, last.Day), Is.EqualTo((2, (DateTime?)Noon.AddDays(1), "2026-12-07")));
    }

    [Test]
    public async Task One_that_left_before_a_crash_is_told_from_then_on_and_not_sent_again()
    {
        await Round();
        await database.Execute("update payment.notices set sent_at = null, mail_due_at = @Noon", new { Noon });
        File.Delete(Directory.GetFiles(folder).Single());

        clock.Advance(TimeSpan.FromDays(2));
        await Round();

        Assert.That((await All()).Single().SentAt, Is.EqualTo(Noon));
        Assert.That(Directory.GetFiles(folder), Is.Empty);
    }

    [Test]
    public async Task An_account_that_was_replaced_meanwhile_is_not_told_any_more()
    {
        await services.GetRequiredService<Charging.Payments.Customers.Customers>()
            .Keep(Customer("acme", "tok_card") with { Version = 2 }, default);

        await Round();

        Assert.That((await All()).Single(), Is.EqualTo((1, (DateTime?)null, (DateTime?)null, "2026-12-04")));
        Assert.That(Directory.Exists(folder), Is.False);
    }

    /// <summary>Its payment waits for the day, as the saga leaves it.</summary>
    private async Task Announce()
    {
        var payments = services.GetRequiredService<Charging.Payments.Collecting.Payments>();
        var payment = PaymentState.Begin(Debited, Noon);
        await payments.BeginOnce(payment, Debited, null, default);
        var notice = Notice.Make(
            Debited.InvoiceId, 1, Account("pm_account"), DebitTerms.Of(Debited)!, Noon);
        var found = payment.Follow(new Findings(), new NextStep.AwaitDay(notice, notice.DrawAt), Noon);
        payment.CurrentState = "AwaitingDay";
        await payments.MoveOn(payment, found, default);
    }

    /// <summary>What the round does with what is due.</summary>
    private async Task Round()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var due in await Notices.TakeDue(now, now.AddMinutes(10), 20, default))
            await services.GetRequiredService<SendNotice>().Send(due, default);
    }

    private async Task OweAgain()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var again = (await Notices.Of(Debited.InvoiceId, default))[^1].Owed(clock.GetUtcNow().UtcDateTime);
        await Notices.Add(connection, transaction, [again], default);
        await transaction.CommitAsync();
    }

    private async Task<(int No, DateTime? SentAt, DateTime? MailDueAt, string Day)[]> All() =>
        [.. (await Notices.Of(Debited.InvoiceId, default)).Select(one =>
            (one.NoticeNo, one.SentAt, one.MailDueAt, $"{one.DrawOn:yyyy-MM-dd}"))];

    private MimeMessage Mail(string kind) =>
        MimeMessage.Load(Path.Combine(folder, $"{Debited.Number}-{kind}.eml"));

    private static string Ubl(MimeMessage mail)
    {
        using var bytes = new MemoryStream();
        mail.Attachments.OfType<MimePart>().Single(part => part.ContentType.MediaSubtype == "xml")
            .Content!.DecodeTo(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
