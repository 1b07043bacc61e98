using Charging.TestBed;

namespace Charging.Tests.Commands;

/// <summary>What a person orders at the command line reaches the payment through the broker.</summary>
[Category("bed")]
[DependsOnFixture(typeof(DeadLettersTests), AllowFailure = true)] // which counts what commands published
public class OrdersTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Chain chain = CommandsChain.Deeds.Chain;

    private WorkerProcess Terminal => chain.Payment[0];

    [OneTimeSetUp]
    public Task TakeOver() => chain.HandOver();

    [TearDown]
    public void KeepLogs() => chain.KeepLogs();

    [Test]
    public async Task Refunds_are_given_back_booked_written_about_and_kept_beside_the_invoice()
    {
        var number = await CommandsChain.Deeds.Charged("pays", "Captured");

        await Order("refund", number, "--amount", "0.50", "--reason", "The line broke off.");

        await Becomes<long>(
            "select refunded_minor from invoicing.invoices where invoice_number = @number", number, 50);
        await Becomes<string>(
            """
            select file_name from payment.receipts join payment.payments using (invoice_id)
            where  invoice_number = @number and kind = 'refund-1' and status = 'sent'
            """,
            number, $"{number}-refund-1.eml");
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(chain.Receipts, $"{number}-refund-1.eml")),
            Does.Contain("The line broke off."));
        Assert.That(Capture.Read(chain.Journal).Select(line => line.Minor), Has.Exactly(1).EqualTo(-50));
        await Order("show", number);
        Assert.That(await File.ReadAllTextAsync(Terminal.LogFile), Does.Contain("1.07 EUR are left to give back."));
    }

    [Test]
    public async Task A_refund_of_more_than_was_captured_is_refused_before_it_is_ordered()
    {
        var number = await CommandsChain.Deeds.Charged("pays", "Captured");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Order("refund", number, "--amount", "1000", "--reason", "a gift"));

        Assert.That(refused!.Message, Does.Contain("1.57 EUR are left to give back"));
    }

    [Test]
    public async Task What_waits_is_tried_again_and_then_given_up()
    {
        var number = await CommandsChain.Deeds.Charged("is-broke", "WaitingToRetry");

        await Order("retry", number);
        await Becomes<int>(
            "select attempt_no from payment.payments where invoice_number = @number and state = 'WaitingToRetry'",
            number, 2);
        await Order("abandon", number, "--reason", "agreed by telephone");

        await Becomes<string>(
            "select abandon_reason from payment.payments where invoice_number = @number", number, "decided");
        await Becomes<string>(
            "select status from invoicing.invoices where invoice_number = @number", number, "uncollected");
    }

    [Test]
    public async Task What_cannot_be_found_out_is_shown_and_decided()
    {
        var number = await CommandsChain.Deeds.Charged("gateway-is-silent", "NeedsReview");

        await Order("review");
        Assert.That(await File.ReadAllTextAsync(Terminal.LogFile), Does.Contain($"Invoice {number} "));
        await Order("decide", number, "--captured", "pay_by_hand");

        await Becomes<string>("select state from payment.payments where invoice_number = @number", number, "Captured");
        await Becomes<string>("select status from invoicing.invoices where invoice_number = @number", number, "paid");
    }

    [Test]
    public async Task A_receipt_is_sent_again_as_it_was()
    {
        var number = await CommandsChain.Deeds.Charged("pays", "Captured");
        var mail = Path.Combine(chain.Receipts, $"{number}.eml");
        await Eventually.Holds(() => Task.FromResult(File.Exists(mail)), Limit, "the receipt");
        var before = await File.ReadAllBytesAsync(mail);
        await Becomes<string>(
            "select status from payment.receipts where file_name = @number || '.eml'", number, "sent");
        File.Delete(mail);

        await Terminal.Run("receipts", "resend", number);

        await Eventually.Holds(() => Task.FromResult(File.Exists(mail)), Limit, "the receipt once more");
        Assert.That(await File.ReadAllBytesAsync(mail), Is.EqualTo(before));
    }

    private Task Order(params string[] command) => Terminal.Run(["payments", .. command]);

    private async Task Becomes<T>(string sql, string number, T value) => await Eventually.Becomes(
        () => chain.Database.Value<T>(sql, new { number }), seen => Equals(seen, value), Limit, $"{value} by {sql}");
}
