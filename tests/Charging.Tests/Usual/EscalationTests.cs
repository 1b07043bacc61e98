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
public class EscalationTests : OnUsualChain
{
    private const string Forged = "payment-collect-payment_error";
    private const string OfInvoice = "urn:message:Charging.Contracts:InvoiceCreated";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static readonly string[] Addresses =
        ["MT-Fault-Address", "MT-Response-Address", "MT-Source-Address", "MT-Destination-Address"];

    [Test]
    public async Task The_addresses_of_a_refused_customer_open_nothing()
    {
        await using var crm = await Stranger.Connect(Chain, "crm");
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

        await Chain.Lie("invoicing-keep-customer_error", Addresses.Length + 1, Limit);
        Assert.That(await Reason("invoicing-keep-customer_error"), Does.Contain("XX"), "Invoicing's own refusal");
        Assert.That((await Chain.Broker.First("invoicing-keep-customer_error")).BasicProperties.Headers!.Keys,
            Has.None.EqualTo("MT-Request-Id"), "a stranger's headers stay behind");
        Assert.That(await Chain.Broker.Bindings("session-ended"), Is.EqualTo(["rating-rate-session"]));
        Assert.That(await Chain.Broker.Bindings("customer-changed"), Has.Count.EqualTo(3));
        Assert.That((await Chain.Broker.Messages()).Keys, Has.None.Contains("skipped").And.None.Contains("fault"));
    }

    [Test]
    public async Task An_envelope_with_addresses_is_set_aside_and_not_opened()
    {
        await using var crm = await Stranger.Connect(Chain, "crm");
        var envelope = new JsonObject
        {
            ["messageId"] = $"{Guid.NewGuid()}",
            ["messageType"] = new JsonArray("urn:message:Charging.Contracts:CustomerChanged"),
            ["faultAddress"] = "exchange:session-ended?bindexchange=invoice-created",
            ["message"] = JsonNode.Parse(Stranger.RefusedCustomer("enveloped")),
        };

        await crm.Say("customer-changed", Encoding.UTF8.GetBytes(envelope.ToJsonString()),
            new BasicProperties { ContentType = "application/vnd.masstransit+json" });

        await Chain.Lie("invoicing-keep-customer_error", 1, Limit);
        Assert.That(await Reason("invoicing-keep-customer_error"), Does.Contain("envelope").And.Contain("'message'"));
        Assert.That(await Chain.Broker.Bindings("session-ended"), Is.EqualTo(["rating-rate-session"]));
    }

    [Test]
    public async Task An_invoice_that_a_stranger_forged_draws_no_card_even_where_a_binding_lets_it_in()
    {
        var invoice = await ForgedInvoice();
        await Chain.Broker.Bind("session-ended", "invoice-created");
        try
        {
            await SayForged(invoice);
        }
        finally
        {
            await Chain.Broker.Unbind("session-ended", "invoice-created");
        }

        await Chain.Lie(Forged, 3, Limit);
        Assert.That(await Reason(Forged), Does.Contain("hears our own workers alone"));
        await NothingIsDrawn();

        var replay = await Chain.TryOperate("dead", "replay", Forged);
        Assert.That(replay.Printed, Does.Contain("3 returned"));
        await Chain.Lie(Forged, 3, Limit);
        await NothingIsDrawn();
    }

    private static async Task SayForged(byte[] invoice)
    {
        await using var upstream = await Stranger.Connect(Chain, "upstream");
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
    }

    /// <summary>A real invoice's bytes under another id, number and amount.</summary>
    private static async Task<byte[]> ForgedInvoice()
    {
        await Chain.Broker.Keep("invoice-created", "copies");
        await Chain.Publish(Chain.NewSessions(1));
        await Chain.AllCharged(1, Limit);
        var invoice = JsonNode.Parse((await Chain.Broker.Peek("copies"))[0].Body.Span)!;
        invoice["invoiceId"] = $"{Guid.NewGuid()}";
        invoice["number"] = "F-1";
        return Encoding.UTF8.GetBytes(invoice.ToJsonString());
    }

    /// <summary>But for the real one.</summary>
    private static async Task NothingIsDrawn()
    {
        var before = Chain.Before.Progress;
        Assert.That(
            await Chain.Database.Value<long>("select count(*) from payment.payments"), Is.EqualTo(before.Invoiced + 1));
        Assert.That(Chain.Captures, Has.Count.EqualTo(before.Captured + 1));
    }

    private static async Task<string> Reason(string queue) => Encoding.UTF8.GetString(
        (byte[])(await Chain.Broker.Peek(queue))[0].BasicProperties.Headers!["MT-Fault-Message"]!);
}
