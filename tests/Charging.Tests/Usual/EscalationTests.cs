using System.Text;
using System.Text.Json.Nodes;
using Charging.TestBed;
using RabbitMQ.Client;

namespace Charging.Tests.Usual;

/// <summary>
/// A stranger with the rights of a platform or of the CRM tries to have the workers open the chain's inside for him,
/// and to be paid from another customer's card.
/// </summary>
[Category("bed")]
public class EscalationTests
{
    private const string Forged = "payment-collect-payment_error";
    private const string OfInvoice = "urn:message:Charging.Contracts:InvoiceCreated";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static readonly string[] Addresses =
        ["MT-Fault-Address", "MT-Response-Address", "MT-Source-Address", "MT-Destination-Address"];

    private Chain chain = null!;

    [SetUp]
    public async Task Open() => chain = await Chain.Start();

    [TearDown]
    public Task Close() => chain.Close();

    [Test]
    public async Task The_addresses_of_a_refused_customer_open_nothing()
    {
        await using var crm = await Stranger.Connect(chain, "crm");
        foreach (var address in Addresses)
        {
            await crm.Say("customer-changed", Stranger.RefusedCustomer($"refused-{address.ToLowerInvariant()}"),
                (address, "exchange:session-ended?bindexchange=invoice-created"),
                ("MT-Request-Id", $"{Guid.NewGuid()}"), ("MT-Redelivery-Count", 7), ("MT-Host-Info", "{"));
        }

        await crm.Say("customer-changed", Stranger.RefusedCustomer("refused-replied"), new BasicProperties
        {
            UserId = "crm", ReplyTo = "invoice-created", CorrelationId = $"{Guid.NewGuid()}",
            ContentType = ";;;", Priority = 9,
            Headers = new Dictionary<string, object?> { ["Content-Type"] = "", ["MessageId"] = new List<object>() },
        });

        await chain.Lie("invoicing-keep-customer_error", Addresses.Length + 1, Limit);
        Assert.That(await Reason("invoicing-keep-customer_error"), Does.Contain("XX"), "Invoicing's own refusal");
        Assert.That((await chain.Broker.First("invoicing-keep-customer_error")).BasicProperties.Headers!.Keys,
            Has.None.EqualTo("MT-Request-Id"), "a stranger's headers stay behind");
        Assert.That(await chain.Broker.Bindings("session-ended"), Is.EqualTo(["rating-rate-session"]));
        Assert.That(await chain.Broker.Bindings("customer-changed"), Has.Count.EqualTo(3));
        Assert.That((await chain.Broker.Messages()).Keys, Has.None.Contains("skipped").And.None.Contains("fault"));
    }

    [Test]
    public async Task An_envelope_with_addresses_is_set_aside_and_not_opened()
    {
        await using var crm = await Stranger.Connect(chain, "crm");
        var envelope = new JsonObject
        {
            ["messageId"] = $"{Guid.NewGuid()}",
            ["messageType"] = new JsonArray("urn:message:Charging.Contracts:CustomerChanged"),
            ["faultAddress"] = "exchange:session-ended?bindexchange=invoice-created",
            ["message"] = JsonNode.Parse(Stranger.RefusedCustomer("enveloped")),
        };

        await crm.Say("customer-changed", Encoding.UTF8.GetBytes(envelope.ToJsonString()),
            new BasicProperties { ContentType = "application/vnd.masstransit+json" });

        await chain.Lie("invoicing-keep-customer_error", 1, Limit);
        Assert.That(await Reason("invoicing-keep-customer_error"), Does.Contain("envelope").And.Contain("'message'"));
        Assert.That(await chain.Broker.Bindings("session-ended"), Is.EqualTo(["rating-rate-session"]));
    }

    [Test]
    public async Task An_invoice_that_a_stranger_forged_draws_no_card_even_where_a_binding_lets_it_in()
    {
        var invoice = await ForgedInvoice();
        await chain.Broker.Bind("session-ended", "invoice-created");
        await using var upstream = await Stranger.Connect(chain, "upstream");

        await upstream.Say("session-ended", invoice, ("MT-MessageType", OfInvoice));
        await upstream.Say("session-ended", invoice,
            ("MT-MessageType", OfInvoice), ("charging-published-by", "invoicing"));
        await upstream.Say("session-ended", invoice, new BasicProperties
        {
            Headers = new Dictionary<string, object?>
            {
                ["MT-MessageType"] = OfInvoice, ["charging-published-by"] = "payment",
            },
        });

        await chain.Lie(Forged, 3, Limit);
        Assert.That(await Reason(Forged), Does.Contain("hears our own workers alone"));
        await NothingIsDrawn();

        var replay = await chain.TryOperate("dead", "replay", Forged);
        Assert.That(replay.Printed, Does.Contain("3 returned"));
        await chain.Lie(Forged, 3, Limit);
        await NothingIsDrawn();
    }

    /// <summary>A real invoice's bytes under another id, number and amount.</summary>
    private async Task<byte[]> ForgedInvoice()
    {
        await chain.Broker.Keep("invoice-created", "copies");
        await chain.Publish(SampleSession.Many(1, chain.Customers));
        await chain.Lie("copies", 1, Limit);
        await chain.AllCharged(1, Limit);
        var invoice = JsonNode.Parse((await chain.Broker.Peek("copies"))[0].Body.Span)!;
        invoice["invoiceId"] = $"{Guid.NewGuid()}";
        invoice["number"] = "F-1";
        return Encoding.UTF8.GetBytes(invoice.ToJsonString());
    }

    private async Task NothingIsDrawn()
    {
        Assert.That(await chain.Database.Value<long>("select count(*) from payment.payments"), Is.EqualTo(1));
        Assert.That(chain.Captures, Has.Count.EqualTo(1));
    }

    private async Task<string> Reason(string queue) => Encoding.UTF8.GetString(
        (byte[])(await chain.Broker.Peek(queue))[0].BasicProperties.Headers!["MT-Fault-Message"]!);
}
