using System.Globalization;
using Charging.Contracts;

namespace Charging.Payments;

/// <summary>
/// The words of mails and of the printed invoice in one language. To add a language, write a file like
/// <see cref="English"/> and name it in <see cref="In"/>.
/// </summary>
internal abstract class ReceiptWords
{
    /// <summary>ISO 639-1, lower case; also the mail's Content-Language.</summary>
    public abstract string Language { get; }

    public abstract string Greeting { get; }

    public abstract string Invoice { get; }

    public abstract string IssuedTo { get; }

    public abstract string Provided { get; }

    public abstract string Net { get; }

    public abstract string Tax { get; }

    public abstract string Total { get; }

    public abstract string Paid { get; }

    public abstract string PaidBy { get; }

    public abstract string Reference { get; }

    public abstract string Attached { get; }

    public abstract string Number { get; }

    public abstract string Issued { get; }

    public abstract string Seller { get; }

    public abstract string VatId { get; }

    public abstract string Session { get; }

    public abstract string Description { get; }

    public abstract string Quantity { get; }

    public abstract string Unit { get; }

    public abstract string UnitPrice { get; }

    public abstract string Amount { get; }

    public abstract string TaxRate { get; }

    public abstract string Refunded { get; }

    public abstract string RefundedOn { get; }

    public abstract string RefundedTo { get; }

    public abstract string Because { get; }

    /// <summary>What the customer does whose bank took a payment back.</summary>
    public abstract string ReversedAdvice { get; }

    /// <summary>What an unpaid invoice's customer does about it.</summary>
    public abstract string HowToPay { get; }

    protected abstract NumberFormatInfo Numbers { get; }

    /// <summary>One session or several, all of one day.</summary>
    protected abstract string For(string what, string day, bool isSession);

    protected abstract string For(string what, string first, string last);

    public abstract string PaidSubject(string number, string amount);

    /// <param name="what">As <see cref="For(InvoiceCreated)"/> says it.</param>
    /// <param name="amount">With its currency.</param>
    public abstract string PaidText(string what, string amount);

    public abstract string NotCollectedSubject(string number, string amount);

    public abstract string NotCollectedText(string what, string amount);

    public abstract string RefundedSubject(string number, string amount);

    public abstract string RefundedText(string service, string provided, string amount);

    public abstract string ReversedSubject(string number, string amount);

    public abstract string ReversedText(string service, string provided, string amount);

    public abstract string Reason(AbandonReason reason);

    public abstract string WhatToDo(AbandonReason reason);

    /// <summary>What the printed invoice says once it is paid; at most a line.</summary>
    public abstract string PaidMark(DateOnly date, PaymentMethodKind kind, string lastFour);

    public abstract string DueMark(DateOnly date, string amount);

    public abstract string Page(int number, int of);

    /// <summary>A unit of UN/ECE Recommendation 20 as people write it; its code where there is no word.</summary>
    public virtual string OfUnit(string code) => code switch
    {
        "MIN" => "min",
        "SEC" => "s",
        "HUR" => "h",
        "AD" => "B",
        "2P" => "kB",
        "4L" => "MB",
        "E34" => "GB",
        _ => code,
    };

    public abstract string ActionNeededSubject(string number, string amount);

    /// <summary>What the customer has to do about the method, so that it can be drawn again.</summary>
    public abstract string ActionNeeded(bool confirm, string method);

    /// <summary>As it reads in the middle of a sentence.</summary>
    public abstract string Of(Service service);

    /// <summary>So many of them, as a column or the middle of a sentence has it.</summary>
    public abstract string Sessions(int count);

    public abstract string Of(PaymentMethodKind kind, string brand, string lastFour);

    /// <summary>The method as where money goes to.</summary>
    public virtual string To(PaymentMethodKind kind, string brand, string lastFour) => Of(kind, brand, lastFour);

    public abstract string Of(DateOnly date);

    /// <summary>What the invoice is for, in the middle of a sentence.</summary>
    public string For(InvoiceCreated invoice)
    {
        var (first, last) = Days(invoice);
        return invoice.Sessions is not { } sessions ? For(Of(invoice.Service), Of(last), isSession: true)
            : first == last ? For(Sessions(sessions.Count), Of(last), isSession: false)
            : For(Sessions(sessions.Count), Of(first), Of(last));
    }

    /// <summary>The day on which it was provided, or the first and the last.</summary>
    public string ProvidedOn(InvoiceCreated invoice)
    {
        var (first, last) = Days(invoice);
        return first == last ? Of(last) : $"{Of(first)} – {Of(last)}";
    }

    /// <summary>The session's id, or how many there are.</summary>
    public string SessionOf(InvoiceCreated invoice) =>
        invoice.Sessions is { } sessions ? Sessions(sessions.Count) : invoice.SessionId;

    /// <summary>With every digit of the currency, and its code.</summary>
    public string Of(Money amount) => $"{Figures(amount)}\u00A0{amount.Currency}";

    /// <summary>The same without the code, for columns that name the currency above.</summary>
    public string Figures(Money amount) =>
        amount.ToDecimal().ToString($"N{Currencies.DigitsOf(amount.Currency)}", Numbers);

    /// <summary>A quantity or rate: as many decimals as it has.</summary>
    public string Of(decimal number) => number.ToString("#,0.############", Numbers);

    /// <summary>A price of one unit, which may be finer than money: two decimals, or as many as it has.</summary>
    public string PriceOf(decimal price) => price.ToString("#,0.00##########", Numbers);

    private static (DateOnly First, DateOnly Last) Days(InvoiceCreated invoice) => invoice.Sessions is { } sessions
        ? (sessions.Min(session => session.EndedOn), sessions.Max(session => session.EndedOn))
        : (invoice.DeliveryDate, invoice.DeliveryDate);

    public abstract string CreditNote { get; }

    public abstract string Rounding { get; }

    public abstract string NoteAttached { get; }

    public abstract string NothingToPaySubject(string number);

    public abstract string CreditedSubject(string note, string number, string amount);

    /// <summary>No money goes back: it was given back before, or else so much was never paid and is not owed.</summary>
    public abstract string CreditedText(string number, string amount, bool isGivenBack);

    /// <summary>The words of that language; English where there are none yet.</summary>
    public static ReceiptWords In(string language) => language switch
    {
        "cs" => Czech.Words,
        _ => English.Words,
    };
}
