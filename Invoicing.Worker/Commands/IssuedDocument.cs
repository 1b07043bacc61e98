using System.Text.Json;
using Charging.Documents.CrossIndustry;
using Charging.Documents.Isdoc;
using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using Charging.Documents.Sending;
using Charging.Documents.Ubl;
using Charging.Invoicing.Crediting;
using Charging.Invoicing.Issuing;

namespace Charging.Invoicing.Commands;

/// <summary>An invoice with its credit notes, or a credit note, as people ask for them by their numbers.</summary>
internal abstract record IssuedDocument(string Number)
{
    internal sealed record OfInvoice(InvoiceRow Row, IReadOnlyList<CreditNoteIssued> Notes)
        : IssuedDocument(Row.Invoice.Number)
    {
        public PaymentStatus PaymentStatus =>
            Row.Paid is { } paid ? new PaymentStatus.Paid(paid) { Credits = Notes }
            : Row.Status == Words.Of(InvoiceStatus.Uncollected) ? new PaymentStatus.NotCollected { Credits = Notes }
            : new PaymentStatus.Due { Credits = Notes };
    }

    internal sealed record OfCreditNote(CreditNoteIssued Note) : IssuedDocument(Note.Number);

    public string Json => this switch
    {
        OfCreditNote note => JsonSerializer.Serialize(note.Note, Wire.Json),
        OfInvoice invoice => JsonSerializer.Serialize(invoice.Row.Invoice, Wire.Json),
        _ => throw new InvalidOperationException($"{Number} is neither an invoice nor a credit note."),
    };

    /// <summary>As its customer gets it, an invoice with its payment once it is paid.</summary>
    public byte[] Ubl => this switch
    {
        OfCreditNote note => UblCreditNote.Write(note.Note),
        OfInvoice invoice => UblInvoice.Write(invoice.Row.Invoice, invoice.Row.Paid),
        _ => throw new InvalidOperationException($"{Number} is neither an invoice nor a credit note."),
    };

    /// <summary>The same as a Cross Industry Invoice.</summary>
    public byte[] Cii => this switch
    {
        OfCreditNote note => CiiInvoice.Write(note.Note),
        OfInvoice invoice => CiiInvoice.Write(invoice.Row.Invoice, invoice.Row.Paid),
        _ => throw new InvalidOperationException($"{Number} is neither an invoice nor a credit note."),
    };

    /// <summary>The same in ISDOC.</summary>
    public byte[] Isdoc => this switch
    {
        OfCreditNote note => IsdocInvoice.Write(note.Note),
        OfInvoice invoice => IsdocInvoice.Write(invoice.Row.Invoice, invoice.Row.Paid),
        _ => throw new InvalidOperationException($"{Number} is neither an invoice nor a credit note."),
    };

    /// <summary>All that its mails carry, the PDF for people first, in the language that it was issued in.</summary>
    public IReadOnlyList<DocumentFile> Mailed => this switch
    {
        OfCreditNote { Note: var note } => DocumentFiles.Of(note, Language.In(note.Language).Document),
        OfInvoice { Row.Invoice: var issued } invoice =>
            DocumentFiles.Of(issued, invoice.PaymentStatus, Language.In(issued.Language).Document),
        _ => throw new InvalidOperationException($"{Number} is neither an invoice nor a credit note."),
    };

    /// <summary>UBL by XRechnung, which mails carry where that was chosen.</summary>
    /// <exception cref="InvalidOperationException">It was not.</exception>
    public byte[] XRechnung => this switch
    {
        OfCreditNote { Note: { Formats: { } formats } note } when formats.Contains(DocumentFormat.XRechnung) =>
            UblCreditNote.WriteXRechnung(note),
        OfInvoice { Row: { Invoice: { Formats: { } formats } invoice } row }
            when formats.Contains(DocumentFormat.XRechnung) => UblInvoice.WriteXRechnung(invoice, row.Paid),
        _ => throw new InvalidOperationException(
            $"{Number} was not issued for XRechnung. Name xrechnung in the customer's billing.formats: what is " +
            "issued from then on is."),
    };

    /// <summary>The PDF with <see cref="Cii"/> in it, and nothing else.</summary>
    public byte[] FacturX => Printed(Cii);

    private byte[] Printed(byte[]? facturX) => this switch
    {
        OfCreditNote { Note: var note } => DocumentPdf.Write(note, Language.In(note.Language).Document, facturX),
        OfInvoice { Row: var row } invoice => DocumentPdf.Write(
            row.Invoice, invoice.PaymentStatus, Language.In(row.Invoice.Language).Document, facturX),
        _ => throw new InvalidOperationException($"{Number} is neither an invoice nor a credit note."),
    };

    /// <exception cref="InvalidOperationException">That is no number, or nothing has it.</exception>
    public static async Task<IssuedDocument> Find(
        IServiceProvider services, string number, CancellationToken cancellationToken)
    {
        var notes = services.GetRequiredService<CreditNotes>();
        if (await notes.Find(number, cancellationToken) is { } note) return new OfCreditNote(note);

        var row = await services.GetRequiredService<Invoices>().Get(number, cancellationToken);
        return new OfInvoice(row, await notes.Of(row.Invoice.InvoiceId, cancellationToken));
    }
}
