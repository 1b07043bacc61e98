using System.Text.Json;
using Charging.Contracts;
using Charging.TestBed;
using RabbitMQ.Client;

namespace Charging.Tests;

/// <summary>A person credits an invoice by command, whether or not a worker runs just then.</summary>
public class CreditTests
{
    private const int Sessions = 3;
    private const string Queue = "heard-of-credits";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private Chain chain = null!;

    [SetUp]
    public async Task Open() => chain = await Chain.Start();

    [TearDown]
    public Task Close() => chain.Close();

    [Test]
    public async Task What_was_credited_while_no_worker_ran_is_told_by_the_next_one()
    {
        await using var connection = await chain.Broker.Connect();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync("credit-note-issued", ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(Queue, "credit-note-issued", routingKey: "");
        await chain.Publish(SampleSession.Many(Sessions, chain.Customers));
        await chain.AllCharged(Sessions, Limit);
        var number = await chain.Database.Value<string>("select max(invoice_number) from invoicing.invoices");

        await chain.Invoicing[0].Kill();
        await Credit(number, "--line", "1", "--amount", "0.01");
        await Credit(number);
        await Credit(number);
        Assert.That(() => Credit(number, "--line", "1"), Throws.InvalidOperationException, "nothing is left");
        Assert.That(await Told(), Is.Zero);

        await chain.Invoicing[0].Start();
        await Eventually.Becomes(Told, told => told == 2, Limit, "both credit notes told");
        var heard = (await chain.Broker.Peek(Queue))
            .Select(message => JsonSerializer.Deserialize<CreditNoteIssued>(message.Body.Span, Wire.Json)!).ToList();
        Assert.That(heard.Select(note => note.Number[^7..]), Is.EquivalentTo((string[])["C000001", "C000002"]));
        Assert.That(heard.Sum(note => note.Payable.Minor), Is.EqualTo(await chain.Database.Value<long>(
            "select total_minor from invoicing.invoices where invoice_number = @number", new { number })));
        await chain.BooksBalance(Sessions);
        await CanBeExported([number, .. heard.Select(note => note.Number)]);
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

    private Task<long> Told() => chain.Database.Value<long>("select count(told_at) from invoicing.credit_notes");
}
