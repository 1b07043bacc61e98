using System.Text;
using Charging.TestBed;

namespace Charging.Tests.Lanes;

/// <summary>Whatever comes of a receipt in the fast lane is what comes of it on the ordinary way.</summary>
[Category("bed")]
public class ReceiptsLaneTests
{
    private const string Queue = "payment-send-receipt";
    private const string Errors = $"{Queue}_error";
    private const string Told = "told";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private Chain chain = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        chain = await Chain.Start(new ChainOptions { Instances = 2 });
        await chain.Broker.Keep("receipt-sent", Told);
    }

    [OneTimeTearDown]
    public Task Close() => chain.Close();

    [Test]
    public async Task Ordered_again_it_is_the_same_mail_and_told_under_the_same_id()
    {
        var invoiceId = await Charged();
        await BecomesSent(invoiceId);
        var before = await Mail(invoiceId);

        await Order(invoiceId);

        await BecomesTold(invoiceId, times: 2);
        Assert.That(await Mail(invoiceId), Is.EqualTo(before));
        Assert.That((await ToldOf(invoiceId)).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Of_rivals_at_several_workers_one_makes_the_mail_and_all_tell_it()
    {
        const int rivals = 40;
        var invoiceId = await Charged();
        await BecomesTold(invoiceId, times: 1);
        await Forget(invoiceId);

        await Order([.. Enumerable.Repeat(invoiceId, rivals)]);

        await BecomesTold(invoiceId, times: 1 + rivals);
        Assert.That((await ToldOf(invoiceId)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(
            await Value<int>("select tries from payment.receipts where invoice_id = @invoiceId", invoiceId),
            Is.EqualTo(1), "the first end counts");
    }

    [Test]
    public async Task Of_an_invoice_that_nobody_knows_it_is_set_aside_with_the_reason_by_the_ordinary_way()
    {
        var unknown = Guid.NewGuid();

        await Order(unknown);

        await BecomesSetAside(unknown);
        Assert.That(await ReasonOf(unknown), Does.StartWith($"No payment of invoice {unknown} in payment.payments"));
    }

    [Test]
    public async Task The_trouble_of_one_mail_is_its_own_and_once_it_is_mended_the_same_mail_leaves()
    {
        List<Guid> invoices = [];
        for (var i = 0; i < 5; i++) invoices.Add(await Charged());
        foreach (var invoice in invoices) await BecomesTold(invoice, times: 1);
        var troubled = invoices[2];
        await Forget([.. invoices]);
        await chain.Database.Execute(
            "alter table payment.receipts add constraint trouble " +
            $"check (invoice_id <> '{troubled}' or status = 'made')");

        await Order([.. invoices]);

        foreach (var invoice in invoices.Except([troubled])) await BecomesTold(invoice, times: 2);
        await BecomesSetAside(troubled);
        Assert.That(await ReasonOf(troubled), Does.Contain("trouble"));
        var before = await Mail(troubled);
        await chain.Database.Execute("alter table payment.receipts drop constraint trouble");
        await Order(troubled);
        await BecomesTold(troubled, times: 2);
        Assert.That(await Mail(troubled), Is.EqualTo(before), "it was kept, and had left");
    }

    private static byte[] OrderOf(Guid invoiceId) =>
        Encoding.UTF8.GetBytes($$"""{"invoiceId":"{{invoiceId}}","kind":"receipt"}""");

    /// <summary>All at once, as Payment itself publishes them.</summary>
    private async Task Order(params Guid[] invoices)
    {
        var headers = new Dictionary<string, object?>
        {
            ["MT-MessageType"] = "urn:message:Charging.Payments:SendReceipt",
        };
        await using var publisher = await RawPublisher.Connect(chain.Broker.As("payment"), CancellationToken.None);
        await Task.WhenAll(invoices.Select(invoice => publisher.Publish(
            "send-receipt", OrderOf(invoice), $"{Guid.NewGuid()}", headers, CancellationToken.None)));
    }

    /// <summary>An invoice of a new session, once it is paid.</summary>
    private async Task<Guid> Charged()
    {
        var session = Deeds.Session(chain.Customers[0].CustomerId);
        var invoiceId = new SessionKey(SampleSession.Source, session.SessionId).InvoiceId;
        await chain.Publish([session]);
        await Eventually.Holds(
            () => Value<bool>(
                "select exists (select from payment.payments where invoice_id = @invoiceId and state = 'Captured')",
                invoiceId),
            Limit, $"{session.SessionId} captured");
        return invoiceId;
    }

    /// <summary>As if no mail had ever been made of them.</summary>
    private async Task Forget(params Guid[] invoices)
    {
        foreach (var invoice in invoices)
        {
            File.Delete(await PathOf(invoice));
            await chain.Database.Execute("delete from payment.receipts where invoice_id = @invoice", new { invoice });
        }
    }

    private Task BecomesSent(Guid invoiceId) => Eventually.Holds(
        () => Value<bool>(
            "select status = 'sent' from payment.receipts where invoice_id = @invoiceId", invoiceId),
        Limit, $"{invoiceId} sent");

    /// <summary>At least so often: whatever is told may be told again, under the same id.</summary>
    private Task<int> BecomesTold(Guid invoiceId, int times) => Eventually.Becomes(
        async () => (await ToldOf(invoiceId)).Count, seen => seen >= times, Limit, $"{invoiceId} told");

    private Task BecomesSetAside(Guid invoiceId) => Eventually.Holds(
        async () => (await chain.Broker.Messages()).ContainsKey(Errors) && (await SetAside(invoiceId)).Any(),
        Limit, $"{invoiceId} in {Errors}");

    private async Task<string> ReasonOf(Guid invoiceId) => Encoding.UTF8.GetString(
        (byte[])(await SetAside(invoiceId)).Single().BasicProperties.Headers!["MT-Fault-Message"]!);

    private Task<IEnumerable<RabbitMQ.Client.BasicGetResult>> SetAside(Guid invoiceId) => About(Errors, invoiceId);

    private async Task<IReadOnlyList<string?>> ToldOf(Guid invoiceId) =>
        [.. (await About(Told, invoiceId)).Select(one => one.BasicProperties.MessageId)];

    private async Task<IEnumerable<RabbitMQ.Client.BasicGetResult>> About(string queue, Guid invoiceId) =>
        (await chain.Broker.Peek(queue)).Where(
            one => Encoding.UTF8.GetString(one.Body.Span).Contains($"{invoiceId}", StringComparison.Ordinal));

    private async Task<byte[]> Mail(Guid invoiceId) => await File.ReadAllBytesAsync(await PathOf(invoiceId));

    private async Task<string> PathOf(Guid invoiceId) => Path.Combine(
        chain.Receipts,
        await Value<string>("select file_name from payment.receipts where invoice_id = @invoiceId", invoiceId));

    private Task<T> Value<T>(string sql, Guid invoiceId) => chain.Database.Value<T>(sql, new { invoiceId });
}
