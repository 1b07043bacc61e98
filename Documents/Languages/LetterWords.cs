namespace Charging.Documents.Languages;

/// <summary>The words of letters in one language, beside those of the documents that they are about.</summary>
public abstract class LetterWords(Language language)
{
    /// <summary>The letter's Content-Language.</summary>
    public string Language => language.Code;

    public DocumentWords Document => language.Document;

    public DeclineWords Declines => language.Declines;

    public abstract string Greeting { get; }

    public abstract string Paid { get; }

    public abstract string Reference { get; }

    /// <summary>What goes with the mail of an invoice.</summary>
    public abstract string Attached(FormatChoice choice);

    public abstract string Refunded { get; }

    public abstract string RefundedOn { get; }

    public abstract string RefundedTo { get; }

    /// <summary>One session or several, all of one day.</summary>
    protected abstract string For(string what, string day, bool isSession);

    protected abstract string For(string what, string first, string last);

    public abstract string PaidSubject(string number, string amount);

    /// <param name="what">As <see cref="For(InvoiceCreated)"/> says it.</param>
    /// <param name="amount">With its currency.</param>
    public abstract string PaidText(string what, string amount);

    public abstract string NotCollectedSubject(string number, string amount);

    public abstract string NotCollectedText(string what, string amount);

    public abstract string NoticeSubject(string number, string amount, string day);

    /// <param name="what">As <see cref="For(InvoiceCreated)"/> says it.</param>
    /// <param name="amount">With its currency.</param>
    /// <param name="day">On which it is drawn.</param>
    public abstract string NoticeText(string what, string amount, string day);

    public abstract string NoticeAdvice { get; }

    /// <summary>Before the day on which it is drawn.</summary>
    public abstract string DrawnOn { get; }

    public abstract string RefundedSubject(string number, string amount);

    public abstract string RefundedText(string service, string provided, string amount);

    public abstract string ReversedSubject(string number, string amount);

    public abstract string ReversedText(string service, string provided, string amount);

    public abstract string Reason(AbandonReason reason);

    public abstract string WhatToDo(AbandonReason reason);

    public abstract string ActionNeededSubject(string number, string amount);

    /// <summary>As it reads in the middle of a sentence.</summary>
    public abstract string Of(Service service);

    /// <summary>The method as where money goes to.</summary>
    public virtual string To(PaymentMethodKind kind, string brand, string lastFour) =>
        Document.Of(kind, brand, lastFour);

    /// <summary>What the invoice is for, in the middle of a sentence.</summary>
    public string For(InvoiceCreated invoice)
    {
        var (first, last) = DocumentWords.DaysOf(invoice);
        var (from, to) = (Document.Of(first), Document.Of(last));
        return invoice.Sessions is not { } sessions ? For(Of(invoice.Service), to, isSession: true)
            : first == last ? For(Document.Sessions(sessions.Count), to, isSession: false)
            : For(Document.Sessions(sessions.Count), from, to);
    }

    /// <summary>The same of a credit note.</summary>
    public abstract string NoteAttached(FormatChoice choice);

    public abstract string NothingToPaySubject(string number);

    public abstract string CreditedSubject(string note, string number, string amount);

    /// <summary>No money goes back: it was given back before, or else so much was never paid and is not owed.</summary>
    public abstract string CreditedText(string number, string amount, bool isGivenBack);

    /// <summary>What the customer does whose bank took a payment back, while the dispute is open.</summary>
    public abstract string OpenAdvice { get; }

    /// <summary>After a lost dispute, where there is nothing else on file to draw from.</summary>
    public abstract string NothingIsDrawn { get; }

    /// <summary>After a lost dispute: until when another card or account may be named, which is drawn once.</summary>
    public abstract string NameAnother(string until);

    public abstract string LostSubject(string number, string amount);

    public abstract string LostText(string what, string amount);

    public abstract string ReinstatedSubject(string number, string amount);

    public abstract string ReinstatedText(string what, string amount);

    protected abstract string DrawnTwice { get; }

    /// <summary>Of the same document, what is within the PDF and what is beside it, as a sentence goes on.</summary>
    protected static string Forms(FormatChoice choice, string within, string beside) =>
        (choice.Within.Length > 0 ? $" {within} ({choice.Within})" : "") +
        (choice.Beside.Length > 0 ? $" {beside} ({choice.Beside})" : "");

    /// <summary>A refund's reason: what a person wrote, or what stands for one that followed by itself.</summary>
    public string Of(string reason) => reason == PaymentRefunded.DrawnTwice ? DrawnTwice : reason;
}
