using Charging.Contracts;

namespace Charging.Payments;

/// <summary>
/// The words of a receipt in one language. To add a language, write a file like <see cref="English"/> and name it in
/// <see cref="In"/>.
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

    public abstract string PaidSubject(string number, string amount);

    public abstract string PaidText(string service, string provided, string amount);

    public abstract string NotCollectedSubject(string number, string amount);

    public abstract string NotCollectedText(string service, string provided, string amount);

    public abstract string Reason(AbandonReason reason);

    public abstract string WhatToDo(AbandonReason reason);

    public abstract string ActionNeededSubject(string number, string amount);

    /// <summary>What the customer has to do about the method, so that it can be drawn again.</summary>
    public abstract string ActionNeeded(bool confirm, string method);

    /// <summary>As it reads in the middle of a sentence.</summary>
    public abstract string Of(Service service);

    public abstract string Of(PaymentMethodKind kind, string brand, string lastFour);

    public abstract string Of(DateOnly date);

    public abstract string Of(Money amount);

    /// <summary>The words of that language; English where there are none yet.</summary>
    public static ReceiptWords In(string language) => language switch
    {
        "cs" => Czech.Words,
        _ => English.Words,
    };
}
