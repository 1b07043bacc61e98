using BenchmarkDotNet.Attributes;
using Charging.Contracts;
using Charging.Documents.Languages;
using Charging.Documents.Pdf;

namespace Charging.Benchmarks;

/// <summary>What the PDF of a paid invoice takes; its size is printed once beside the times.</summary>
[MemoryDiagnoser]
public class InvoicePdfBenchmarks
{
    private InvoiceCreated invoice = null!;
    private PaymentCaptured paid = null!;

    [Params(1, 4, 200)]
    public int Lines { get; set; }

    [GlobalSetup]
    public void Make()
    {
        invoice = SampleInvoice.Of(Lines);
        paid = SampleInvoice.PaymentOf(invoice);
        Console.WriteLine($"{Lines} line(s): {Write().Length} bytes");
    }

    [Benchmark]
    public byte[] Write() => DocumentPdf.Write(invoice, new PaymentStatus.Paid(paid), Language.In("en").Document);
}
