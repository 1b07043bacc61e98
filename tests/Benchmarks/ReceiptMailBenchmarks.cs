using BenchmarkDotNet.Attributes;
using Charging.Contracts;
using Charging.Payments;
using Charging.Payments.Facts;
using Charging.Payments.Receipts;
using Microsoft.Extensions.Options;

namespace Charging.Benchmarks;

/// <summary>What a customer's mail takes until it is a row; its sizes are printed once beside the times.</summary>
[MemoryDiagnoser]
public class ReceiptMailBenchmarks
{
    private readonly ReceiptMail maker = new(Options.Create(new ReceiptOptions()));
    private PaymentFacts facts = null!;
    private ReceiptKey key;
    private byte[] mail = [];
    private byte[] packed = [];

    [Params("en", "cs")]
    public string Language { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        var sample = SampleInvoice.Of(1);
        var session = new SessionKey("bridge-12", "7f3c");
        var invoice = sample with
        {
            InvoiceId = session.InvoiceId,
            UsageId = session.UsageId,
            SessionId = session.SessionId,
            Number = "CZ-2026-004711",
            Language = Language,
            Buyer = sample.Buyer with { Name = "Novák a synové, s.r.o.", Street = "Polní 12" },
        };
        facts = new PaymentFacts(invoice)
        {
            Contact = new Contact { Email = "acme@customers.example", Language = Language },
            SettledAt = SampleInvoice.Noon,
            Paid = SampleInvoice.PaymentOf(invoice),
        };
        key = new ReceiptKey(invoice.InvoiceId, MailKind.Receipt);
        (mail, packed) = (Make(), MailPacking.Pack(Make()));
        Console.WriteLine($"a mail of {mail.Length} bytes, kept in {packed.Length}");
    }

    [Benchmark]
    public byte[] Make() => maker.Make(facts, key, SampleInvoice.Noon).Mail;

    [Benchmark]
    public byte[] Pack() => MailPacking.Pack(mail);

    [Benchmark]
    public byte[] Unpack() => MailPacking.Unpack(packed, MailPacking.Newest);
}
