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

    [Params("en", "cs")]
    public string Language { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        var invoice = SampleInvoice.Of(1) with { Language = Language };
        facts = new PaymentFacts(invoice)
        {
            Contact = new Contact { Email = "acme@customers.example", Language = Language },
            SettledAt = SampleInvoice.Noon,
            Paid = SampleInvoice.PaymentOf(invoice),
        };
        key = new ReceiptKey(invoice.InvoiceId, ReceiptKind.Receipt);
        Console.WriteLine($"a mail of {Make().Length} bytes");
    }

    [Benchmark]
    public byte[] Make() => maker.Make(facts, key, SampleInvoice.Noon).Mail;
}
