using Charging.Contracts;
using Charging.Payments;
using Charging.Payments.Facts;
using Charging.Payments.Receipts;
using Microsoft.Extensions.Options;

namespace Charging.Benchmarks;

/// <summary>
/// Makes a dictionary by which mails are kept, of mails in each language:
/// <c>dotnet run -c Release --project tests/Benchmarks -- dictionary FILE</c>. MailPacking of the payment worker says
/// how the file is named, and that those which there are never change. A new one is worth it once mails or documents
/// have changed so much that a mail is kept in more than 6 kB.
/// </summary>
internal static class MailDictionary
{
    private static readonly ReceiptMail Maker = new(Options.Create(new ReceiptOptions()));

    /// <summary>The most usual mail is the last, since what is near is found for less.</summary>
    public static void Write(string path)
    {
        // In base64 the same text reads in three ways, by how many letters are before it.
        const string name = "Acme Consulting";
        byte[][] mails =
        [
            Mail("cs", MailKind.NotCollected, name), Mail("en", MailKind.NotCollected, name),
            Mail("en", MailKind.Receipt, $"{name} AB"), Mail("cs", MailKind.Receipt, $"{name} A"),
            Mail("cs", MailKind.Receipt, name), Mail("en", MailKind.Receipt, name),
        ];

        // Letters and colours are the same in every document, so once is enough.
        var common = DocumentOf(mails[0]).CommonPrefixLength(DocumentOf(mails[1]));
        File.WriteAllBytes(path, [.. mails[0], .. mails.Skip(1).SelectMany(mail => Without(mail, common))]);
    }

    private static byte[] Mail(string language, MailKind kind, string name)
    {
        var sample = SampleInvoice.Of(1);
        var invoice = sample with { Language = language, Buyer = sample.Buyer with { Name = name } };
        var facts = new PaymentFacts(invoice)
        {
            Contact = new Contact { Email = "acme@customers.example", Language = language },
            SettledAt = SampleInvoice.Noon,
            AbandonReason = kind == MailKind.NotCollected ? AbandonReason.MethodsRefused : null,
            Paid = kind == MailKind.Receipt ? SampleInvoice.PaymentOf(invoice) : null,
        };
        return Maker.Make(facts, new ReceiptKey(invoice.InvoiceId, kind), SampleInvoice.Noon).Mail;
    }

    private static ReadOnlySpan<byte> DocumentOf(byte[] mail) => mail.AsSpan(mail.AsSpan().IndexOf("JVBERi"u8));

    private static byte[] Without(byte[] mail, int common)
    {
        var start = mail.Length - DocumentOf(mail).Length;
        return [.. mail[..start], .. mail[(start + common)..]];
    }
}
