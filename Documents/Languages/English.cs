using System.Globalization;

namespace Charging.Documents.Languages;

/// <summary>English, in which everybody is written to whose own language is not here.</summary>
internal sealed class English : Language
{
    public English() => Letter = new Letters(this);

    public override string Code => "en";
    public override LineWords Line { get; } = new Lines();
    public override DocumentWords Document { get; } = new Documents();
    public override LetterWords Letter { get; }
    public override DeclineWords Declines { get; } = new Declines();
    public override PageWords Page { get; } = new Pages();
}

/// <summary>On the lines of an invoice.</summary>
file sealed class Lines : LineWords
{
    public override NumberFormatInfo Numbers => NumberFormatInfo.InvariantInfo;

    public override string Of(string word) => word switch
    {
        "connection" => "connection fee",
        "flat" => "flat fee",
        "allowance" => "within your allowance",
        _ => word,
    };

    public override string Of(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public override string Count(decimal quantity, string text, string thing) =>
        quantity == 1 ? $"{text} {thing}" : $"{text} {thing}s";

    public override string At(string used, string price) => $"{used} at {price}";
    public override string Free(string used) => $"{used} free of your allowance";

    public override string Flat(string price, bool eachMonth) =>
        eachMonth ? $"flat fee of {price} for the month" : $"flat fee of {price} for the session";

    public override string RaisedBy(string amount) => $"raised by {amount} to the minimum charge";

    public override string Corrected(string session, string before, string now) =>
        $"{session}: {now} instead of {before}";

    public override string CutBy(string amount) => $"cut by {amount} to the maximum charge";
}

/// <summary>Printed on invoices and credit notes.</summary>
file sealed class Documents : DocumentWords
{
    public override string Invoice => "Invoice";
    public override string CreditNote => "Credit note";
    public override string CreditNotes => "Credit notes";
    public override string Corrects => "Corrects invoice";
    public override string IssuedTo => "Issued to";
    public override string Provided => "Provided on";
    public override string Net => "Net";
    public override string Tax => "Tax";
    public override string TaxIn(string currency) => $"Tax in {currency}";
    public override string Total => "Total";
    public override string Rounding => "Rounding";
    public override string Credited => "Credited";
    public override string PaidBy => "Paid by";
    public override string DrawnFrom => "Will be drawn from";
    public override string Mandate => "Mandate";
    public override string CreditorId => "Creditor ID";
    public override string TransferTo => "Pay by bank transfer to";
    public override string TransferText => "Message for the payee";
    public override string Number => "Number";
    public override string Issued => "Issued";
    public override string Seller => "From";
    public override string VatId => "VAT ID";
    public override string Session => "Session";
    public override string YourReference => "Your reference";
    public override string Description => "Description";
    public override string Quantity => "Quantity";
    public override string Unit => "Unit";
    public override string UnitPrice => "Price per unit";
    public override string Amount => "Amount";
    public override string TaxRate => "Tax rate";
    public override string Because => "Reason";

    public override string HowToPay =>
        "Please name a card or bank account that we may charge: answer to the mail that this invoice came with.";

    public override string TooSmall =>
        "This is less than can be drawn from a card or a bank account; we do not ask for it, and there is nothing " +
        "for you to do.";

    protected override NumberFormatInfo Numbers => NumberFormatInfo.InvariantInfo;

    public override string PaidMark(DateOnly date, PaymentMethodKind kind, string lastFour) =>
        lastFour.Length == 0
            ? $"PAID {Short(date)}"
            : $"PAID {Short(date)}, {(kind == PaymentMethodKind.Card ? "card" : "bank account")} ending {lastFour}";

    public override string DueMark(DateOnly date, string amount) => $"DUE {Short(date)}: {amount}";
    public override string DrawnMark(DateOnly date, string amount) => $"WILL BE DRAWN {Short(date)}: {amount}";
    public override string NotCollectedMark(string amount) => $"NOT COLLECTED: {amount}";

    public override string CreditedMark(string amount, bool isWhole) =>
        isWhole ? $"CREDITED IN FULL: {amount}" : $"CREDITED {amount}";

    public override string Page(int number, int of) => $"Page {number} of {of}";
    public override string OfUnit(string code) => code == "C62" ? "pc" : base.OfUnit(code);
    public override string Sessions(int count) => count == 1 ? "1 session" : $"{count} sessions";

    public override string Of(PaymentMethodKind kind, string brand, string lastFour) =>
        kind == PaymentMethodKind.Card
            ? $"{BrandOf(brand)} card ending in {lastFour}"
        : brand != PaymentCaptured.Transfer ? $"{BrandOf(brand)} account ending in {lastFour}"
        : lastFour.Length == 0 ? "bank transfer"
        : $"bank transfer from the account ending in {lastFour}";

    public override string Of(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    protected override string Of(DateOnly date, TimeOnly time) =>
        $"{Of(date)}, {time.ToString("HH:mm", CultureInfo.InvariantCulture)}";

    protected override string SourceOf(RateSource source) => source switch
    {
        RateSource.Cnb => "Czech National Bank, ",
        RateSource.Ecb => "European Central Bank, ",
        _ => "",
    };

    private static string Short(DateOnly date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}

/// <summary>Written to a customer.</summary>
file sealed class Letters(Language language) : LetterWords(language)
{
    public override string Greeting => "Good day,";
    public override string Paid => "Paid on";
    public override string Reference => "Payment reference";

    public override string Attached(FormatChoice choice) =>
        "The invoice is attached to this mail, as a PDF" +
        $"{Forms(choice, "with an electronic invoice in it", "and as an electronic invoice")}.";

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

    public override string NoticeSubject(string number, string amount, string day) =>
        $"Direct debit on {day}: invoice {number}, {amount}";

    public override string NoticeText(string what, string amount, string day) =>
        $"on {day} we will draw {amount} from your bank account for {what}.";

    public override string NoticeAdvice =>
        "Please see that the account covers it. There is nothing else for you to do; we will send you a receipt.";

    public override string DrawnOn => "Will be drawn on";

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
    public override string NoteAttached(FormatChoice choice) =>
        "The credit note is attached as PDF" +
        $"{Forms(choice, "with an electronic credit note in it", "and as electronic credit note")}.";
    public override string NothingToPaySubject(string number) => $"Nothing to pay: invoice {number} is credited";

    public override string CreditedSubject(string note, string number, string amount) =>
        $"Credit note {note}: invoice {number}, {amount}";

    public override string CreditedText(string number, string amount, bool isGivenBack) =>
        $"we have credited {amount} of invoice {number}. " + (isGivenBack
            ? "You have been given that back before; there is nothing for you to do."
            : "You have not paid that, and do not owe it any more.");

    public override string OpenAdvice =>
        "If that is a mistake, please tell your bank so and answer to this mail. As long as your bank has not " +
        "decided we draw nothing for this invoice. If you think that we charged you wrongly, answer to this mail and " +
        "tell us why.";

    public override string NothingIsDrawn =>
        "We do not draw it from a card or an account any more. Please answer to this mail, so that we find another " +
        "way.";

    protected override string DrawnTwice => "It was drawn twice: your bank has decided for us after all.";

    public override string NameAnother(string until) =>
        $"Please name us another card or bank account by {until}; it is then charged once for this invoice. The one " +
        "that the money went back to is not charged for it again.";

    public override string LostSubject(string number, string amount) => $"Owed: invoice {number}, {amount}";

    public override string LostText(string what, string amount) =>
        $"{amount} that you had paid for {what} have gone back to you for good. The invoice is owed.";

    public override string ReinstatedSubject(string number, string amount) =>
        $"Paid after all: invoice {number}, {amount}";

    public override string ReinstatedText(string what, string amount) =>
        $"{amount} for {what}, which your bank had taken back, have come to us again. The invoice is paid; there is " +
        "nothing left for you to do.";
}

/// <summary>Why a card or an account could not be charged, and what to do.</summary>
file sealed class Declines : DeclineWords
{
    public override string Unknown => "the payment did not go through";
    protected override string Confirm => "Please do so with your bank and answer to this mail.";
    protected override string NewData => "Please name us its new data, or another card or account.";
    protected override string NameAnother => "Please name us another card or account, or answer to this mail.";
    protected override string Sentence(string method, string reason) => $"We could not charge {method}: {reason}.";
    protected override string Expired => "it has expired";
    protected override string ExpiredOrCancelled => "it has expired or was cancelled";
    protected override string WrongSecurityCode => "the security code that is on file for it is not right";
    protected override string WrongNumber => "its number is not right";
    protected override string WrongMonth => "the month in which it expires is not right";
    protected override string WrongYear => "the year in which it expires is not right";
    protected override string WrongPostalCode => "the postal code that is on file for it is not right";
    protected override string WrongAddress => "the address that is on file for it is not right";
    protected override string NewDataAtBank => "your bank has new data for it";
    protected override string NotCovered => "the account did not cover the amount";
    protected override string MoneyNotYetThere => "the money on the account was not available yet";
    protected override string NotForThisPayment => "it cannot be used for this payment";
    protected override string ToBeConfirmed => "your bank wants you to confirm the payment";
    protected override string NotConfirmed => "the confirmation that your bank asks for was not given";
    protected override string PinNeeded => "your bank asks for a PIN, which cannot be entered for such a payment";
    protected override string PinWrongTooOften => "a wrong PIN was entered too often";
    protected override string PinWrong => "the PIN that was entered is not right";
    protected override string LimitOfCard => "what may be paid with it within a certain time is used up";

    protected override string LimitOfPayments =>
        "as many payments as may be made with it within a certain time were made";

    protected override string LimitOfAccount =>
        "what may be debited from the account within a certain time is used up";

    protected override string MoreThanAtOnce => "the amount is more than may be debited from the account at once";
    protected override string NotInThisCurrency => "it could not be charged in the currency of this invoice";
    protected override string KindNotPossible => "this kind of payment is not possible with it";
    protected override string AccountNotValid => "the account that belongs to it is not valid";
    protected override string NoSuchAccount => "there is no account with the data that are on file";
    protected override string AccountOfOtherKind => "the account is not one that can be debited so";
    protected override string AccountClosed => "the account is closed";
    protected override string AccountBlocked => "the account is blocked";
    protected override string AccountUnusable => "the account cannot be used";
    protected override string AccountNotVerified => "the account has not been verified yet";
    protected override string NoMandate => "there is no mandate for debits that holds";
    protected override string NotAuthorised => "the debit was not authorised";
    protected override string NoMoreDebits => "the account cannot be debited any more";
    protected override string RefusedOnYourSide => "the debit was refused on your side";
    protected override string StoppedAtBank => "the payment was stopped by an order to your bank";
    protected override string NoMorePayments => "your bank was told to make no such payments any more";
    protected override string RefusedByLaw => "your bank refused the debit for a reason of the law";

    protected override string MoreData => "your bank asks for data about you that are not on file";
    protected override string NoSuchDebits => "your bank takes no debits of this kind";

    protected override string OnlyWhoIsNamed =>
        "your bank takes debits from the account only from those that you have named to it";

    protected override string DeclinedByBank => "your bank declined the payment without saying why";
    protected override string Declined => "the payment was declined, and no reason was given";
    protected override string NotToBeTriedAgain => "your bank does not want the payment to be tried again";
    protected override string WhoYouAre => "your bank wants to know who you are before it allows the payment";
    protected override string NotAllowedByBank => "your bank does not allow it for this payment";
    protected override string BankNotReached => "your bank could not be reached";
    protected override string NotProcessed => "the payment could not be processed at that moment";
    protected override string NotKnownAnyMore => "our payment provider does not know it any more";
    protected override string CardForTests => "it is a card for tests";
    protected override string AmountTooSmall => "the amount is less than can be drawn";
    protected override string AmountTooLarge => "the amount is more than can be drawn at once";
    protected override string FaultOfOurs => "that is a fault of ours, and we see to it";
    protected override string StoppedAtProvider => "the payment was stopped at our payment provider";
    protected override string GivenBackBefore => "the payment was given back before";
    protected override string InDispute => "the payment is in dispute";
}

/// <summary>On the page on which an invoice is paid.</summary>
file sealed class Pages : PageWords
{
    public override string PayHere => "You can pay it here yourself, by card:";
    public override string Title(string number) => $"Invoice {number}";
    public override string Seller => "From";
    public override string Invoice => "Invoice";
    public override string LeftToPay => "To pay";
    public override string KeepCard => "Keep this card and draw my next invoices from it first";
    public override string Pay(string amount) => $"Pay {amount}";

    public override string OnGatewaysPage =>
        "You enter your card on the page of our payment provider. We never see its number.";

    public override string Paid => "This invoice is paid. Thank you; there is nothing more for you to do.";

    public override string Refunded =>
        "This invoice was paid, and the money has been given back. There is nothing to pay.";

    public override string Nothing => "There is nothing to pay for this invoice any more.";

    public override string InWork =>
        "A payment for this invoice is on its way. You do not have to do anything; we will write to you.";

    public override string Awaited => "Thank you. We are waiting for our payment provider to confirm your payment.";

    public override string Disputed =>
        "Your bank has taken a payment for this invoice back. Please answer our last message, so that we find a way.";

    public override string NotHere =>
        "This invoice cannot be paid by card here. Please answer our last message, so that we find another way.";

    public override string NotNow => "This cannot be paid at this moment. Please try again in a few minutes.";
    public override string TryAgain => "Try again";

    public override string NoSuchPage =>
        "This page does not exist, or does not any more. The link in our last message leads to the right one.";
}
