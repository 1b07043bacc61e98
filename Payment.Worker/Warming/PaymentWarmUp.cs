using Charging.Payments.Collecting;
using Charging.Payments.Customers;
using Charging.Payments.Facts;
using Charging.Payments.Gateway;
using Charging.Payments.Messages;
using Charging.Payments.Receipts;
using Charging.Payments.Scheduling;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Warming;

/// <summary>What Payment does before its first invoice, without a trace: it draws nothing and sends nothing.</summary>
internal sealed class PaymentWarmUp(
    Collecting.Payments payments, Attempts attempts, Customers.Customers customers, IOptions<RetryOptions> retry)
{
    /// <summary>No platform and no customer is called so.</summary>
    private const string Nobody = "warm-up";

    private static readonly DateTime At = DateTime.UnixEpoch.AddYears(60);

    private static readonly Customer Customer = new(
        Nobody, 1, new Contact { Email = "warm-up@charging.example", Language = "en" },
        [
            new PaymentMethod
            {
                Kind = PaymentMethodKind.Card, Token = Nobody, Brand = "visa", LastFour = "4242",
                Expiry = "2039-12",
            },
        ],
        []);

    /// <summary>An invoice that nobody gets.</summary>
    public static InvoiceCreated Invoice()
    {
        var (net, tax) = (new Money(246, "EUR"), new Money(52, "EUR"));
        var party = new Party
        {
            Name = "Warm-up",
            Street = "1",
            City = "Praha",
            PostalCode = "110 00",
            Country = "CZ",
        };
        return new()
        {
            InvoiceId = new SessionKey(Nobody, Nobody).InvoiceId,
            Number = Nobody,
            Series = Nobody,
            IssueDate = DateOnly.FromDateTime(At),
            DeliveryDate = DateOnly.FromDateTime(At),
            UsageId = new SessionKey(Nobody, Nobody).UsageId,
            Source = Nobody,
            SessionId = Nobody,
            CustomerId = Nobody,
            Service = Service.Conference,
            Language = "en",
            Seller = party,
            Buyer = party,
            Lines =
            [
                new InvoiceLine
                {
                    Id = 1, Name = Nobody, Note = Nobody, Quantity = 41, UnitCode = "MIN", UnitPrice = 0.06m, Net = net,
                    TaxCategory = TaxCategory.Standard, TaxRatePercent = 21,
                },
            ],
            TaxSubtotals =
                [new TaxSubtotal { Category = TaxCategory.Standard, RatePercent = 21, Base = net, Tax = tax }],
            Net = net,
            Tax = tax,
            Total = net + tax,
            Attributes = new Dictionary<string, string> { ["conferenceRoom"] = "1" },
            CreatedAt = At,
        };
    }

    /// <summary>What would be told of it, had it been drawn.</summary>
    public PaymentCaptured Captured()
    {
        var invoice = Invoice();
        var payment = PaymentState.Begin(invoice, At);
        var found = new Findings { NewInvoice = invoice, Customer = Customer };
        var start = (NextStep.Start)RetryPlan.Next(History.Of(payment, found), Customer, At, retry.Value);
        found = found.With(start.ToAttempt(payment, found, At), new GatewayAnswer.Captured(Nobody), At);
        found = payment.Follow(found, RetryPlan.Next(History.Of(payment, found), Customer, At, retry.Value), At);
        return PaymentNews.OfDecision(payment, found, mails: true).OfType<PaymentCaptured>().Single();
    }

    public static SendReceipt Receipt() => new() { InvoiceId = Invoice().InvoiceId, Kind = ReceiptKind.Receipt };

    public async Task Keep(CancellationToken cancellationToken)
    {
        await customers.Find("", cancellationToken);
        await payments.WarmUp(cancellationToken);
        await attempts.WarmUp(cancellationToken);
    }
}

/// <summary>What an instance does before its first mail, where it sends any.</summary>
internal sealed class ReceiptWarmUp(
    FindFacts find, ReceiptMail maker, Receipts.Receipts receipts, PaymentWarmUp payment)
{
    public Task Make()
    {
        var (captured, invoice) = (payment.Captured(), PaymentWarmUp.Invoice());
        var facts = new PaymentFacts(invoice)
        {
            Contact = new Contact { Email = "warm-up@charging.example", Language = "en" },
            SettledAt = captured.CapturedAt,
            Paid = captured,
        };
        var key = new ReceiptKey(invoice.InvoiceId, MailKind.Receipt);
        _ = MailPacking.Pack(maker.Make(facts, key, captured.CapturedAt).Mail);
        return Task.CompletedTask;
    }

    public async Task Keep(CancellationToken cancellationToken)
    {
        await find.WarmUp(cancellationToken);
        await receipts.WarmUp(cancellationToken);
    }
}

/// <summary>How Payment gets warm.</summary>
internal static class WarmingParts
{
    public static void AddWarmUp(this Worker worker, bool collects, bool mails)
    {
        worker.Services.AddSingleton<PaymentWarmUp>().AddSingleton<ReceiptWarmUp>();
        if (collects)
        {
            worker.Services
                .AddWarmUp<PaymentWarmUp>("keeping payments", (payment, stop) => payment.Keep(stop))
                .AddTold<PaymentWarmUp, PaymentCaptured>(payment => payment.Captured());
        }

        if (!mails) return;
        worker.Services
            .AddWarmUp<ReceiptWarmUp>("making a mail", (receipt, _) => receipt.Make())
            .AddWarmUp<ReceiptWarmUp>("keeping mails", (receipt, stop) => receipt.Keep(stop))
            .AddTold(PaymentWarmUp.Receipt);
    }
}
