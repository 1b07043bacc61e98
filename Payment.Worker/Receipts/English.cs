using Charging.Contracts;
using Charging.Documents.Languages;

namespace Charging.Payments;

internal sealed class English() : ReceiptWords(DocumentWords.In("en"))
{
    public static English Words { get; } = new();

    public override string Greeting => "Good day,";

    public override string Paid => "Paid on";

    public override string Reference => "Payment reference";

    public override string Attached =>
        "The invoice is attached to this mail, as a PDF and as an electronic invoice (UBL).";

    public override string Refunded => "Refunded";

    public override string RefundedOn => "Refunded on";

    public override string RefundedTo => "Refunded to";

    public override string PaidSubject(string number, string amount) => $"Receipt: invoice {number}, {amount} paid";

    public override string PaidText(string what, string amount) =>
        $"thank you. We have received {amount} for {what}. The invoice is paid in full; " +
        "there is nothing left for you to do.";

    public override string NotCollectedSubject(string number, string amount) => $"Not paid: invoice {number}, {amount}";

    public override string NotCollectedText(string what, string amount) =>
        $"we could not collect {amount} for {what}.";

    public override string RefundedSubject(string number, string amount) => $"Refund: invoice {number}, {amount}";

    public override string RefundedText(string service, string provided, string amount) =>
        $"we have given back {amount} of what you paid for the {service} of {provided}. It may be a few days before " +
        "your bank shows it; there is nothing for you to do.";

    public override string ReversedSubject(string number, string amount) =>
        $"Owed again: invoice {number}, {amount} taken back by your bank";

    public override string ReversedText(string service, string provided, string amount) =>
        $"your bank has taken back {amount} that you had paid for the {service} of {provided}. The invoice is owed " +
        "again.";

    public override string ActionNeededSubject(string number, string amount) =>
        $"Your help is needed: invoice {number}, {amount}";

    public override string Reason(AbandonReason reason) => reason switch
    {
        AbandonReason.NoPaymentMethod => "There is no card and no bank account on file for you.",
        AbandonReason.MethodsRefused => "No card and no bank account on file could be charged.",
        AbandonReason.AmountTooSmall => "It is less than can be drawn from a card or a bank account.",
        AbandonReason.RetriesUsedUp => "We tried several times, without success.",
        AbandonReason.Decided => "We have stopped trying.",
        AbandonReason.Credited => "the whole invoice has been credited.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Add words for this reason here."),
    };

    public override string WhatToDo(AbandonReason reason) => reason switch
    {
        AbandonReason.AmountTooSmall => "There is nothing for you to do: we do not ask for it any more.",
        AbandonReason.Credited => "There is nothing to pay, and nothing for you to do.",
        _ => "Please name a card or bank account that we may charge, and answer to this mail.",
    };

    public override string Of(Service service) => service switch
    {
        Service.Conference => "conference",
        Service.Voice => "telephone call",
        Service.Message => "messages",
        Service.Data => "data transfer",
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, "Add words for this service here."),
    };

    protected override string For(string what, string day, bool isSession) =>
        isSession ? $"the {what} of {day}" : $"{what} of {day}";

    protected override string For(string what, string first, string last) => $"{what} from {first} to {last}";

    public override string NoteAttached => "The credit note is attached as PDF and as electronic credit note (UBL).";

    public override string NothingToPaySubject(string number) => $"Nothing to pay: invoice {number} is credited";

    public override string CreditedSubject(string note, string number, string amount) =>
        $"Credit note {note}: invoice {number}, {amount}";

    public override string CreditedText(string number, string amount, bool isGivenBack) =>
        $"we have credited {amount} of invoice {number}. " + (isGivenBack
            ? "You have been given that back before; there is nothing for you to do."
            : "You have not paid that, and do not owe it any more.");
}
