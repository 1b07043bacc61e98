using System.Globalization;

namespace Charging.Documents.Languages;

/// <summary>German.</summary>
internal sealed class German : Language
{
    public German() => Letter = new Letters(this);

    public override string Code => "de";
    public override LineWords Line { get; } = new Lines();
    public override DocumentWords Document { get; } = new Documents();
    public override LetterWords Letter { get; }
    public override DeclineWords Declines { get; } = new Declines();
    public override PageWords Page { get; } = new Pages();
}

/// <summary>On the lines of an invoice.</summary>
file sealed class Lines : LineWords
{
    public override NumberFormatInfo Numbers { get; } = new() { NumberDecimalSeparator = "," };

    public override string Of(string word) => word switch
    {
        "connection" => "Verbindungsentgelt",
        "conference" => "Konferenz",
        "voice" => "Gespräch",
        "message" => "Nachrichten",
        "data" => "Daten",
        "flat" => "Pauschale",
        "allowance" => "aus Ihrem Freikontingent",
        "minimum charge" => "Aufschlag auf den Mindestpreis",
        "maximum charge" => "Abschlag auf den Höchstpreis",
        "price correction" => "Preiskorrektur",
        "rest of the invoice" => "übriger Teil der Rechnung",
        "peak" => "Hauptzeit",
        "off-peak" => "Nebenzeit",
        "day" => "Tag",
        "evening" => "Abend",
        "night" => "Nacht",
        "weekend" => "Wochenende",
        "holiday" or "holidays" => "Feiertage",
        _ => Above().Replace(Range().Replace(word, "$1 bis $2"), "über $1"),
    };

    public override string Of(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    public override string Count(decimal quantity, string text, string thing) => thing switch
    {
        "connection" => quantity == 1 ? $"{text} Verbindung" : $"{text} Verbindungen",
        "session" => quantity == 1 ? $"{text} Sitzung" : $"{text} Sitzungen",
        "message" => quantity == 1 ? $"{text} Nachricht" : $"{text} Nachrichten",
        _ => $"{text} × {thing}",
    };

    public override string At(string used, string price) => $"{used} zu {price}";
    public override string Free(string used) => $"{used} frei aus Ihrem Kontingent";

    public override string Flat(string price, bool eachMonth) =>
        eachMonth ? $"Pauschale von {price} für den Monat" : $"Pauschale von {price} für die Sitzung";

    public override string RaisedBy(string amount) => $"um {amount} auf den Mindestpreis erhöht";
    public override string Corrected(string session, string before, string now) => $"{session}: {now} statt {before}";
    public override string CutBy(string amount) => $"um {amount} auf den Höchstpreis gesenkt";
}

/// <summary>
/// Printed on invoices and credit notes. What the law calls "Gutschrift" is an invoice that the customer writes (UStG
/// § 14 section 2), so that a credit note is a "Rechnungskorrektur".
/// </summary>
file sealed class Documents : DocumentWords
{
    public override string Invoice => "Rechnung";
    public override string CreditNote => "Rechnungskorrektur";
    public override string CreditNotes => "Rechnungskorrekturen";
    public override string Corrects => "Korrigiert Rechnung";
    public override string IssuedTo => "Rechnungsempfänger";
    public override string Provided => "Leistungsdatum";
    public override string Net => "Netto";
    public override string Tax => "USt.";
    public override string TaxIn(string currency) => $"USt. in {currency}";
    public override string Total => "Gesamt";
    public override string Rounding => "Rundung";
    public override string Credited => "Gutgeschrieben";
    public override string PaidBy => "Bezahlt mit";
    public override string DrawnFrom => "Wird abgebucht von";
    public override string Mandate => "Mandatsreferenz";
    public override string CreditorId => "Gläubiger-ID";
    public override string TransferTo => "Zu überweisen auf das Konto";
    public override string TransferText => "Verwendungszweck";
    public override string Number => "Nummer";
    public override string Issued => "Ausstellungsdatum";
    public override string Seller => "Rechnungssteller";
    public override string VatId => "USt-IdNr.";
    public override string Session => "Sitzung";
    public override string YourReference => "Ihr Zeichen";
    public override string Description => "Beschreibung";
    public override string Quantity => "Menge";
    public override string Unit => "Einheit";
    public override string UnitPrice => "Einzelpreis";
    public override string Amount => "Betrag";
    public override string TaxRate => "USt.-Satz";
    public override string Because => "Grund";

    public override string HowToPay =>
        "Bitte nennen Sie uns eine Karte oder ein Konto, von dem wir abbuchen dürfen: Antworten Sie auf die E-Mail, " +
        "mit der diese Rechnung kam.";

    public override string TooSmall =>
        "Das ist weniger, als von einer Karte oder einem Konto abgebucht werden kann; wir fordern den Betrag nicht " +
        "ein, und Sie müssen nichts tun.";

    protected override NumberFormatInfo Numbers { get; } =
        new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    public override string PaidMark(DateOnly date, PaymentMethodKind kind, string lastFour) =>
        lastFour.Length == 0
            ? $"BEZAHLT {Of(date)}"
            : $"BEZAHLT {Of(date)}, {(kind == PaymentMethodKind.Card ? "Karte" : "Konto")} …{lastFour}";

    public override string DueMark(DateOnly date, string amount) => $"FÄLLIG {Of(date)}: {amount}";
    public override string DrawnMark(DateOnly date, string amount) => $"ABBUCHUNG {Of(date)}: {amount}";
    public override string NotCollectedMark(string amount) => $"NICHT EINGEZOGEN: {amount}";

    public override string CreditedMark(string amount, bool isWhole) =>
        isWhole ? $"VOLLSTÄNDIG GUTGESCHRIEBEN: {amount}" : $"GUTGESCHRIEBEN: {amount}";

    public override string Page(int number, int of) => $"Seite {number} von {of}";

    public override string OfUnit(string code) => code switch
    {
        "C62" => "Stk.",
        "HUR" => "Std.",
        _ => base.OfUnit(code),
    };

    public override string Sessions(int count) => count == 1 ? "1 Sitzung" : $"{count} Sitzungen";

    public override string Of(PaymentMethodKind kind, string brand, string lastFour) =>
        kind == PaymentMethodKind.Card
            ? $"Karte {BrandOf(brand)} mit den Endziffern {lastFour}"
        : brand != PaymentCaptured.Transfer ? $"Konto {BrandOf(brand)} mit den Endziffern {lastFour}"
        : lastFour.Length == 0 ? "Überweisung"
        : $"Überweisung vom Konto mit den Endziffern {lastFour}";

    public override string Of(DateOnly date) => date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    protected override string Of(DateOnly date, TimeOnly time) =>
        $"{Of(date)} um {time.ToString("HH:mm", CultureInfo.InvariantCulture)} Uhr";

    protected override string SourceOf(RateSource source) => source switch
    {
        RateSource.Cnb => "Tschechische Nationalbank, ",
        RateSource.Ecb => "Europäische Zentralbank, ",
        _ => "",
    };
}

/// <summary>Written to a customer.</summary>
file sealed class Letters(Language language) : LetterWords(language)
{
    public override string Greeting => "Guten Tag,";
    public override string Paid => "Bezahlt am";
    public override string Reference => "Zahlungsreferenz";

    public override string Attached(FormatChoice choice) =>
        "Die Rechnung finden Sie im Anhang, als PDF" +
        $"{Forms(choice, "mit einer elektronischen Rechnung darin", "und als elektronische Rechnung")}.";

    public override string Refunded => "Erstattet";
    public override string RefundedOn => "Erstattet am";
    public override string RefundedTo => "Erstattet auf";

    public override string PaidSubject(string number, string amount) =>
        $"Zahlungsbestätigung: Rechnung {number}, {amount} bezahlt";

    public override string PaidText(string what, string amount) =>
        $"vielen Dank. Wir haben {amount} für {what} erhalten. Die Rechnung ist vollständig bezahlt; Sie müssen " +
        "nichts weiter tun.";

    public override string NotCollectedSubject(string number, string amount) =>
        $"Nicht bezahlt: Rechnung {number}, {amount}";

    public override string NotCollectedText(string what, string amount) =>
        $"wir konnten {amount} für {what} nicht abbuchen.";

    public override string NoticeSubject(string number, string amount, string day) =>
        $"Lastschrift am {day}: Rechnung {number}, {amount}";

    public override string NoticeText(string what, string amount, string day) =>
        $"am {day} buchen wir {amount} für {what} von Ihrem Konto ab.";

    public override string NoticeAdvice =>
        "Bitte sorgen Sie für Deckung. Sonst müssen Sie nichts tun; wir bestätigen Ihnen die Zahlung.";

    public override string DrawnOn => "Wird abgebucht am";
    public override string RefundedSubject(string number, string amount) => $"Erstattung: Rechnung {number}, {amount}";

    public override string RefundedText(string service, string provided, string amount) =>
        $"wir haben Ihnen {amount} von Ihrer Zahlung für {service} vom {provided} erstattet. Bis Ihre Bank den " +
        "Betrag gutschreibt, können einige Tage vergehen; Sie müssen nichts tun.";

    public override string ReversedSubject(string number, string amount) =>
        $"Wieder offen: Rechnung {number}, {amount} von Ihrer Bank zurückgebucht";

    public override string ReversedText(string service, string provided, string amount) =>
        $"Ihre Bank hat {amount} zurückgebucht, die Sie für {service} vom {provided} bezahlt hatten. Die Rechnung " +
        "ist damit wieder offen.";

    public override string ActionNeededSubject(string number, string amount) =>
        $"Wir brauchen Ihre Mithilfe: Rechnung {number}, {amount}";

    public override string Reason(AbandonReason reason) => reason switch
    {
        AbandonReason.NoPaymentMethod => "Von Ihnen ist weder eine Karte noch ein Konto hinterlegt.",
        AbandonReason.MethodsRefused => "Keine hinterlegte Karte und kein hinterlegtes Konto konnte belastet werden.",
        AbandonReason.AmountTooSmall => "Das ist weniger, als von einer Karte oder einem Konto abgebucht werden kann.",
        AbandonReason.RetriesUsedUp => "Wir haben es mehrmals ohne Erfolg versucht.",
        AbandonReason.Decided => "Wir versuchen es nicht weiter.",
        AbandonReason.Credited => "die gesamte Rechnung wurde gutgeschrieben.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Add words for this reason here."),
    };

    public override string WhatToDo(AbandonReason reason) => reason switch
    {
        AbandonReason.AmountTooSmall => "Sie müssen nichts tun: Wir fordern den Betrag nicht mehr ein.",
        AbandonReason.Credited => "Sie müssen nichts bezahlen und nichts tun.",
        _ => "Bitte nennen Sie uns eine Karte oder ein Konto, von dem wir abbuchen dürfen, und antworten Sie auf " +
            "diese E-Mail.",
    };

    public override string Of(Service service) => service switch
    {
        Service.Conference => "die Telefonkonferenz",
        Service.Voice => "das Telefongespräch",
        Service.Message => "die Nachrichten",
        Service.Data => "die Datenübertragung",
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, "Add words for this service here."),
    };

    protected override string For(string what, string day, bool isSession) => $"{what} vom {day}";
    protected override string For(string what, string first, string last) => $"{what} vom {first} bis zum {last}";

    public override string NoteAttached(FormatChoice choice) =>
        "Die Rechnungskorrektur finden Sie im Anhang, als PDF" +
        $"{Forms(choice, "mit einem elektronischen Beleg darin", "und als elektronischen Beleg")}.";

    public override string NothingToPaySubject(string number) =>
        $"Nichts zu bezahlen: Rechnung {number} ist gutgeschrieben";

    public override string CreditedSubject(string note, string number, string amount) =>
        $"Rechnungskorrektur {note}: Rechnung {number}, {amount}";

    public override string CreditedText(string number, string amount, bool isGivenBack) =>
        $"wir haben {amount} der Rechnung {number} gutgeschrieben. " + (isGivenBack
            ? "Der Betrag wurde Ihnen schon früher erstattet; Sie müssen nichts tun."
            : "Sie haben den Betrag nicht bezahlt und schulden ihn nicht mehr.");

    public override string OpenAdvice =>
        "Falls das ein Irrtum ist, teilen Sie es bitte Ihrer Bank mit und antworten Sie auf diese E-Mail. Solange " +
        "Ihre Bank nicht entschieden hat, buchen wir für diese Rechnung nichts ab. Wenn Sie meinen, dass wir zu " +
        "Unrecht abgebucht haben, antworten Sie auf diese E-Mail und schreiben Sie uns, warum.";

    public override string NothingIsDrawn =>
        "Wir buchen den Betrag nicht mehr von einer Karte oder einem Konto ab. Bitte antworten Sie auf diese E-Mail, " +
        "damit wir einen anderen Weg finden.";

    protected override string DrawnTwice =>
        "Der Betrag wurde zweimal abgebucht: Ihre Bank hat am Ende doch zu unseren Gunsten entschieden.";

    public override string NameAnother(string until) =>
        $"Bitte nennen Sie uns bis zum {until} eine andere Karte oder ein anderes Konto; davon buchen wir für diese " +
        "Rechnung einmal ab. Von der Karte oder dem Konto, auf das das Geld zurückging, buchen wir dafür nichts mehr " +
        "ab.";

    public override string LostSubject(string number, string amount) => $"Offen: Rechnung {number}, {amount}";

    public override string LostText(string what, string amount) =>
        $"{amount}, die Sie für {what} bezahlt hatten, sind endgültig an Sie zurückgegangen. Die Rechnung ist offen.";

    public override string ReinstatedSubject(string number, string amount) =>
        $"Doch bezahlt: Rechnung {number}, {amount}";

    public override string ReinstatedText(string what, string amount) =>
        $"{amount} für {what}, die Ihre Bank zurückgebucht hatte, sind wieder bei uns eingegangen. Die Rechnung ist " +
        "bezahlt; Sie müssen nichts weiter tun.";
}

/// <summary>Why a card or an account could not be charged, and what to do.</summary>
file sealed class Declines : DeclineWords
{
    public override string Unknown => "die Zahlung kam nicht zustande";

    protected override string Confirm =>
        "Bitte bestätigen Sie die Zahlung bei Ihrer Bank und antworten Sie auf diese E-Mail.";

    protected override string NewData =>
        "Bitte nennen Sie uns die neuen Daten oder eine andere Karte oder ein anderes Konto.";

    protected override string NameAnother =>
        "Bitte nennen Sie uns eine andere Karte oder ein anderes Konto, oder antworten Sie auf diese E-Mail.";

    protected override string Sentence(string method, string reason) =>
        $"Die Abbuchung ({method}) war nicht möglich: {reason}.";

    protected override string Expired => "die Karte ist abgelaufen";
    protected override string ExpiredOrCancelled => "die Karte ist abgelaufen oder wurde gekündigt";
    protected override string WrongSecurityCode => "die hinterlegte Kartenprüfnummer stimmt nicht";
    protected override string WrongNumber => "die hinterlegte Nummer stimmt nicht";
    protected override string WrongMonth => "der hinterlegte Ablaufmonat stimmt nicht";
    protected override string WrongYear => "das hinterlegte Ablaufjahr stimmt nicht";
    protected override string WrongPostalCode => "die hinterlegte Postleitzahl stimmt nicht";
    protected override string WrongAddress => "die hinterlegte Anschrift stimmt nicht";
    protected override string NewDataAtBank => "Ihrer Bank liegen neue Daten dazu vor";
    protected override string NotCovered => "das Konto war nicht ausreichend gedeckt";
    protected override string MoneyNotYetThere => "das Geld auf dem Konto war noch nicht verfügbar";
    protected override string NotForThisPayment => "für diese Zahlung ist das Zahlungsmittel nicht zugelassen";
    protected override string ToBeConfirmed => "Ihre Bank verlangt, dass Sie die Zahlung bestätigen";
    protected override string NotConfirmed => "die Bestätigung, die Ihre Bank verlangt, blieb aus";
    protected override string PinNeeded => "Ihre Bank verlangt eine PIN, die hier nicht eingegeben werden kann";
    protected override string PinWrongTooOften => "die PIN wurde zu oft falsch eingegeben";
    protected override string PinWrong => "die eingegebene PIN stimmt nicht";
    protected override string LimitOfCard => "der Verfügungsrahmen der Karte ist derzeit ausgeschöpft";

    protected override string LimitOfPayments =>
        "die Höchstzahl der Zahlungen in einem bestimmten Zeitraum ist erreicht";

    protected override string LimitOfAccount =>
        "der Betrag, der in einem bestimmten Zeitraum vom Konto abgebucht werden darf, ist ausgeschöpft";

    protected override string MoreThanAtOnce => "der Betrag ist höher, als vom Konto auf einmal abgebucht werden darf";
    protected override string NotInThisCurrency => "eine Abbuchung in der Währung dieser Rechnung war nicht möglich";
    protected override string KindNotPossible => "diese Art von Zahlung ist damit nicht möglich";
    protected override string AccountNotValid => "das zugehörige Konto ist nicht gültig";
    protected override string NoSuchAccount => "zu den hinterlegten Daten gibt es kein Konto";
    protected override string AccountOfOtherKind => "von einem Konto dieser Art kann so nicht abgebucht werden";
    protected override string AccountClosed => "das Konto ist aufgelöst";
    protected override string AccountBlocked => "das Konto ist gesperrt";
    protected override string AccountUnusable => "das Konto kann nicht benutzt werden";
    protected override string AccountNotVerified => "das Konto wurde noch nicht geprüft";
    protected override string NoMandate => "es gibt kein gültiges Lastschriftmandat";
    protected override string NotAuthorised => "die Lastschrift war nicht autorisiert";
    protected override string NoMoreDebits => "von dem Konto kann nicht mehr abgebucht werden";
    protected override string RefusedOnYourSide => "die Lastschrift wurde auf Ihrer Seite abgelehnt";
    protected override string StoppedAtBank => "die Zahlung wurde durch einen Auftrag an Ihre Bank gestoppt";
    protected override string NoMorePayments => "Ihre Bank hat den Auftrag, solche Zahlungen nicht mehr auszuführen";
    protected override string RefusedByLaw => "Ihre Bank hat die Lastschrift aus rechtlichen Gründen abgelehnt";
    protected override string MoreData => "Ihre Bank verlangt Angaben zu Ihnen, die nicht hinterlegt sind";
    protected override string NoSuchDebits => "Ihre Bank führt Lastschriften dieser Art nicht aus";

    protected override string OnlyWhoIsNamed =>
        "Ihre Bank lässt nur Lastschriften von Zahlungsempfängern zu, die Sie ihr genannt haben";

    protected override string DeclinedByBank => "Ihre Bank hat die Zahlung ohne Angabe eines Grundes abgelehnt";
    protected override string Declined => "die Zahlung wurde abgelehnt, und ein Grund wurde nicht genannt";
    protected override string NotToBeTriedAgain => "Ihre Bank lässt keinen weiteren Versuch zu";
    protected override string WhoYouAre => "Ihre Bank verlangt vor der Zahlung, dass Sie sich ausweisen";
    protected override string NotAllowedByBank => "Ihre Bank erlaubt das für diese Zahlung nicht";
    protected override string BankNotReached => "Ihre Bank war nicht erreichbar";
    protected override string NotProcessed => "die Zahlung konnte in diesem Moment nicht ausgeführt werden";
    protected override string NotKnownAnyMore => "unser Zahlungsdienstleister kennt das Zahlungsmittel nicht mehr";
    protected override string CardForTests => "es handelt sich um eine Testkarte";
    protected override string AmountTooSmall => "der Betrag ist kleiner, als abgebucht werden kann";
    protected override string AmountTooLarge => "der Betrag ist höher, als auf einmal abgebucht werden kann";
    protected override string FaultOfOurs => "das ist ein Fehler bei uns, und wir kümmern uns darum";
    protected override string StoppedAtProvider => "die Zahlung wurde bei unserem Zahlungsdienstleister gestoppt";
    protected override string GivenBackBefore => "die Zahlung wurde bereits erstattet";
    protected override string InDispute => "die Zahlung ist strittig";
}

/// <summary>On the page on which an invoice is paid.</summary>
file sealed class Pages : PageWords
{
    public override string PayHere => "Hier können Sie sie selbst mit einer Karte bezahlen:";
    public override string Title(string number) => $"Rechnung {number}";
    public override string Seller => "Von";
    public override string Invoice => "Rechnung";
    public override string LeftToPay => "Zu bezahlen";
    public override string KeepCard => "Diese Karte behalten und weitere Rechnungen zuerst von ihr abbuchen";
    public override string Pay(string amount) => $"{amount} bezahlen";
    public override string OnGatewaysPage => "Die Karte geben Sie bei unserem Zahlungsdienstleister ein.";
    public override string Paid => "Diese Rechnung ist bezahlt. Vielen Dank; Sie müssen nichts weiter tun.";
    public override string Refunded => "Diese Rechnung wurde bezahlt und erstattet. Es ist nichts zu bezahlen.";
    public override string Nothing => "Für diese Rechnung ist nichts mehr zu bezahlen.";
    public override string InWork => "Eine Zahlung dafür ist unterwegs. Sie müssen nichts tun; wir schreiben Ihnen.";
    public override string Awaited => "Vielen Dank. Unser Zahlungsdienstleister muss die Zahlung noch bestätigen.";

    public override string Disputed =>
        "Ihre Bank hat die Zahlung zurückgebucht. Bitte antworten Sie auf unsere letzte E-Mail.";

    public override string NotHere =>
        "Diese Rechnung kann hier nicht bezahlt werden. Bitte antworten Sie auf unsere letzte E-Mail.";

    public override string NotNow => "Das geht im Augenblick nicht. Bitte versuchen Sie es in einigen Minuten erneut.";
    public override string TryAgain => "Erneut versuchen";

    public override string NoSuchPage =>
        "Diese Seite gibt es nicht oder nicht mehr. Der Link in unserer letzten E-Mail führt zur richtigen.";
}
