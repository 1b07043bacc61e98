using Charging.Contracts;
using Charging.Documents.Languages;

namespace Charging.Payments;

internal sealed class Czech() : ReceiptWords(DocumentWords.In("cs"))
{
    public static Czech Words { get; } = new();

    public override string Greeting => "Dobrý den,";

    public override string Paid => "Zaplaceno dne";

    public override string Reference => "Označení platby";

    public override string Attached => "Fakturu najdete v příloze, jako PDF i jako elektronickou fakturu (UBL).";

    public override string Refunded => "Vráceno";

    public override string RefundedOn => "Vráceno dne";

    public override string RefundedTo => "Vráceno";

    public override string PaidSubject(string number, string amount) =>
        $"Potvrzení o platbě: faktura {number}, zaplaceno {amount}";

    public override string PaidText(string what, string amount) =>
        $"děkujeme. Přijali jsme {amount} za {what}. Faktura je celá zaplacená, " +
        "nic dalšího nemusíte dělat.";

    public override string NotCollectedSubject(string number, string amount) =>
        $"Nezaplaceno: faktura {number}, {amount}";

    public override string NotCollectedText(string what, string amount) =>
        $"nepodařilo se nám strhnout {amount} za {what}.";

    public override string RefundedSubject(string number, string amount) =>
        $"Vrácení peněz: faktura {number}, {amount}";

    public override string RefundedText(string service, string provided, string amount) =>
        $"vrátili jsme vám {amount} z platby za {service} ze dne {provided}. Než vaše banka částku připíše, může to " +
        "trvat několik dní; nic dalšího nemusíte dělat.";

    public override string ReversedSubject(string number, string amount) =>
        $"Opět k zaplacení: faktura {number}, {amount} si vzala zpět vaše banka";

    public override string ReversedText(string service, string provided, string amount) =>
        $"vaše banka si vzala zpět {amount}, které jste zaplatili za {service} ze dne {provided}. Faktura je tím " +
        "opět nezaplacená.";

    public override string ActionNeededSubject(string number, string amount) =>
        $"Potřebujeme vaši součinnost: faktura {number}, {amount}";

    public override string Reason(AbandonReason reason) => reason switch
    {
        AbandonReason.NoPaymentMethod => "Nemáme od vás žádnou kartu ani bankovní účet.",
        AbandonReason.MethodsRefused => "Z žádné karty ani účtu, které od vás máme, se platbu strhnout nepodařilo.",
        AbandonReason.AmountTooSmall => "Je to méně, než kolik lze z karty nebo z účtu strhnout.",
        AbandonReason.RetriesUsedUp => "Zkusili jsme to několikrát, bez úspěchu.",
        AbandonReason.Decided => "Další pokusy jsme ukončili.",
        AbandonReason.Credited => "celou fakturu jsme dobropisovali.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Add words for this reason here."),
    };

    public override string WhatToDo(AbandonReason reason) => reason switch
    {
        AbandonReason.AmountTooSmall => "Nemusíte nic dělat: částku už po vás nebudeme chtít.",
        AbandonReason.Credited => "Nemusíte nic platit ani dělat.",
        _ => "Sdělte nám prosím kartu nebo účet, ze kterého smíme platbu strhnout, a odpovězte na tuto zprávu.",
    };

    public override string Of(Service service) => service switch
    {
        Service.Conference => "konferenční hovor",
        Service.Voice => "telefonní hovor",
        Service.Message => "zprávy",
        Service.Data => "přenos dat",
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, "Add words for this service here."),
    };

    public override string To(PaymentMethodKind kind, string brand, string lastFour) =>
        kind == PaymentMethodKind.Card
            ? $"na kartu {DocumentWords.BrandOf(brand)} končící na {lastFour}"
            : $"na účet {DocumentWords.BrandOf(brand)} končící na {lastFour}";

    protected override string For(string what, string day, bool isSession) => $"{what} ze dne {day}";

    protected override string For(string what, string first, string last) => $"{what} od {first} do {last}";

    public override string NoteAttached => "Opravný daňový doklad přikládáme v PDF i jako elektronický doklad (UBL).";

    public override string NothingToPaySubject(string number) =>
        $"Není co platit: faktura {number} je celá dobropisovaná";

    public override string CreditedSubject(string note, string number, string amount) =>
        $"Opravný daňový doklad {note}: faktura {number}, {amount}";

    public override string CreditedText(string number, string amount, bool isGivenBack) =>
        $"z faktury {number} jsme dobropisovali {amount}. " + (isGivenBack
            ? "Tuto částku jsme vám vrátili už dříve; nemusíte nic dělat."
            : "Tuto částku jste nezaplatili a už ji nedlužíte.");
}
