using System.Globalization;

namespace Charging.Documents.Languages;

/// <summary>Czech.</summary>
internal sealed class Czech : Language
{
    public Czech() => Letter = new Letters(this);

    public override string Code => "cs";
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
        "connection" => "spojení",
        "conference" => "konference",
        "voice" => "hovor",
        "message" => "zprávy",
        "data" => "data",
        "flat" => "paušál",
        "allowance" => "z volných jednotek",
        "minimum charge" => "doplatek do nejnižší ceny",
        "maximum charge" => "sleva na nejvyšší cenu",
        "price correction" => "oprava ceny",
        "rest of the invoice" => "zbývající část faktury",
        "peak" => "špička",
        "off-peak" => "mimo špičku",
        "day" => "den",
        "evening" => "večer",
        "night" => "noc",
        "weekend" => "víkend",
        "holiday" or "holidays" => "svátky",
        _ => Above().Replace(Range().Replace(word, "$1 až $2"), "nad $1"),
    };

    public override string Of(DateOnly day) => day.ToString("d. M. yyyy", CultureInfo.InvariantCulture);

    public override string Count(decimal quantity, string text, string thing) => thing switch
    {
        "connection" => $"{text} spojení",
        "session" => $"{text} {Form(quantity, "relace", "relace", "relací")}",
        "message" => $"{text} {Form(quantity, "zpráva", "zprávy", "zpráv")}",
        _ => $"{text} × {thing}",
    };

    public override string At(string used, string price) => $"{used} po {price}";
    public override string Free(string used) => $"{used} zdarma z vašich volných jednotek";

    public override string Flat(string price, bool eachMonth) =>
        eachMonth ? $"paušál {price} za měsíc" : $"paušál {price} za relaci";

    public override string RaisedBy(string amount) => $"navýšeno o {amount} na nejnižší cenu";

    public override string Corrected(string session, string before, string now) =>
        $"{session}: {now} místo {before}";

    public override string CutBy(string amount) => $"sníženo o {amount} na nejvyšší cenu";

    /// <summary>1 zpráva, 2 to 4 zprávy, 5 zpráv; a part of one counts as 2 to 4.</summary>
    private static string Form(decimal quantity, string one, string few, string many) => quantity switch
    {
        1 => one,
        > 0 and < 5 => few,
        _ => decimal.IsInteger(quantity) ? many : few,
    };
}

/// <summary>Printed on invoices and credit notes.</summary>
file sealed class Documents : DocumentWords
{
    public override string Invoice => "Faktura";
    public override string CreditNote => "Opravný daňový doklad";
    public override string CreditNotes => "Opravné daňové doklady";
    public override string Corrects => "Opravuje fakturu";
    public override string IssuedTo => "Odběratel";
    public override string Provided => "Poskytnuto dne";
    public override string Net => "Základ";
    public override string Tax => "DPH";
    public override string TaxIn(string currency) => $"DPH v {currency}";
    public override string Total => "Celkem";
    public override string Rounding => "Zaokrouhlení";
    public override string Credited => "Dobropis";
    public override string PaidBy => "Zaplaceno";
    public override string DrawnFrom => "Strhneme";
    public override string Mandate => "Mandát";
    public override string CreditorId => "Identifikátor příjemce (CID)";
    public override string TransferTo => "Zaplaťte převodem na účet";
    public override string TransferText => "Zpráva pro příjemce";
    public override string Number => "Číslo";
    public override string Issued => "Vystaveno";
    public override string Seller => "Dodavatel";
    public override string VatId => "DIČ";
    public override string Session => "Relace";
    public override string YourReference => "Vaše značka";
    public override string Description => "Popis";
    public override string Quantity => "Množství";
    public override string Unit => "Jedn.";
    public override string UnitPrice => "Cena za jedn.";
    public override string Amount => "Částka";
    public override string TaxRate => "Sazba DPH";
    public override string Because => "Důvod";

    public override string HowToPay =>
        "Sdělte nám prosím kartu nebo účet, ze kterého smíme platbu strhnout: odpovězte na zprávu s touto fakturou.";

    public override string TooSmall =>
        "Je to méně, než kolik lze z karty nebo z účtu strhnout; částku po vás nechceme a nemusíte nic dělat.";

    protected override NumberFormatInfo Numbers { get; } = new()
    {
        NumberDecimalSeparator = ",",
        NumberGroupSeparator = "\u00A0",
    };

    public override string PaidMark(DateOnly date, PaymentMethodKind kind, string lastFour) =>
        lastFour.Length == 0
            ? $"ZAPLACENO {Of(date)}"
            : $"ZAPLACENO {Of(date)}, {(kind == PaymentMethodKind.Card ? "karta" : "účet")} končící na {lastFour}";

    public override string DueMark(DateOnly date, string amount) => $"SPLATNO {Of(date)}: {amount}";
    public override string DrawnMark(DateOnly date, string amount) => $"STRHNEME {Of(date)}: {amount}";
    public override string NotCollectedMark(string amount) => $"NEUHRAZENO: {amount}";

    public override string CreditedMark(string amount, bool isWhole) =>
        isWhole ? $"PLNÝ DOBROPIS: {amount}" : $"DOBROPIS {amount}";

    public override string Page(int number, int of) => $"Strana {number} z {of}";
    public override string OfUnit(string code) => code == "C62" ? "ks" : base.OfUnit(code);
    public override string Sessions(int count) => count is > 0 and < 5 ? $"{count} relace" : $"{count} relací";

    public override string Of(PaymentMethodKind kind, string brand, string lastFour) =>
        kind == PaymentMethodKind.Card
            ? $"kartou {BrandOf(brand)} končící na {lastFour}"
        : brand != PaymentCaptured.Transfer ? $"z účtu {BrandOf(brand)} končícího na {lastFour}"
        : lastFour.Length == 0 ? "bankovním převodem"
        : $"bankovním převodem z účtu končícího na {lastFour}";

    public override string Of(DateOnly date) => date.ToString("d. M. yyyy", CultureInfo.InvariantCulture);

    protected override string SourceOf(RateSource source) => source switch
    {
        RateSource.Cnb => "ČNB, ",
        RateSource.Ecb => "ECB, ",
        _ => "",
    };

    protected override string Of(DateOnly date, TimeOnly time) =>
        $"{Of(date)} v {time.ToString("H:mm", CultureInfo.InvariantCulture)}";
}

/// <summary>Written to a customer.</summary>
file sealed class Letters(Language language) : LetterWords(language)
{
    public override string Greeting => "Dobrý den,";
    public override string Paid => "Zaplaceno dne";
    public override string Reference => "Označení platby";
    public override string Attached(FormatChoice choice) =>
        "Fakturu najdete v příloze, jako PDF" +
        $"{Forms(choice, "s vloženou elektronickou fakturou", "i jako elektronickou fakturu")}.";
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

    public override string NoticeSubject(string number, string amount, string day) =>
        $"Inkaso dne {day}: faktura {number}, {amount}";

    public override string NoticeText(string what, string amount, string day) =>
        $"dne {day} vám z účtu strhneme {amount} za {what}.";

    public override string NoticeAdvice =>
        "Zajistěte prosím, aby na účtu bylo dost peněz. Nic dalšího nemusíte dělat; o platbě vám pošleme potvrzení.";

    public override string DrawnOn => "Strhneme dne";

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
    public override string NoteAttached(FormatChoice choice) =>
        "Opravný daňový doklad přikládáme v PDF" +
        $"{Forms(choice, "s vloženým elektronickým dokladem", "i jako elektronický doklad")}.";

    public override string NothingToPaySubject(string number) =>
        $"Není co platit: faktura {number} je celá dobropisovaná";

    public override string CreditedSubject(string note, string number, string amount) =>
        $"Opravný daňový doklad {note}: faktura {number}, {amount}";

    public override string CreditedText(string number, string amount, bool isGivenBack) =>
        $"z faktury {number} jsme dobropisovali {amount}. " + (isGivenBack
            ? "Tuto částku jsme vám vrátili už dříve; nemusíte nic dělat."
            : "Tuto částku jste nezaplatili a už ji nedlužíte.");

    public override string OpenAdvice =>
        "Pokud jde o omyl, sdělte to prosím své bance a odpovězte na tuto zprávu. Dokud vaše banka nerozhodne, za " +
        "tuto fakturu nic nestrháváme. Pokud se domníváte, že jsme platbu strhli neprávem, odpovězte a napište nám " +
        "proč.";

    public override string NothingIsDrawn =>
        "Z karty ani z účtu ji už nestrhneme. Odpovězte prosím na tuto zprávu, abychom našli jiný způsob.";

    protected override string DrawnTwice => "Platba byla stržena dvakrát: vaše banka nakonec rozhodla v náš prospěch.";

    public override string NameAnother(string until) =>
        $"Sdělte nám prosím do {until} jinou kartu nebo jiný účet; strhneme z něj tuto fakturu jednou. Z karty nebo " +
        "účtu, kam se peníze vrátily, ji už nestrhneme.";

    public override string LostSubject(string number, string amount) => $"K zaplacení: faktura {number}, {amount}";

    public override string LostText(string what, string amount) =>
        $"{amount}, které jste zaplatili za {what}, se vám s konečnou platností vrátily. Faktura je nezaplacená.";

    public override string ReinstatedSubject(string number, string amount) =>
        $"Nakonec zaplaceno: faktura {number}, {amount}";

    public override string ReinstatedText(string what, string amount) =>
        $"{amount} za {what}, které si vzala zpět vaše banka, k nám znovu dorazily. Faktura je zaplacená, " +
        "nic dalšího nemusíte dělat.";
}

/// <summary>Why a card or an account could not be charged, and what to do.</summary>
file sealed class Declines : DeclineWords
{
    public override string Unknown => "platba neproběhla";
    protected override string Confirm => "Učiňte tak prosím u své banky a odpovězte na tuto zprávu.";
    protected override string NewData => "Sdělte nám prosím nové údaje, nebo jinou kartu či účet.";
    protected override string NameAnother => "Sdělte nám prosím jinou kartu či účet, nebo odpovězte na tuto zprávu.";

    protected override string Sentence(string method, string reason) =>
        $"Platbu ({method}) se nepodařilo strhnout: {reason}.";

    protected override string Expired => "její platnost vypršela";
    protected override string ExpiredOrCancelled => "platnost vypršela, nebo byla zrušena";
    protected override string WrongSecurityCode => "bezpečnostní kód, který k ní máme, není správný";
    protected override string WrongNumber => "číslo není správné";
    protected override string WrongMonth => "měsíc konce platnosti není správný";
    protected override string WrongYear => "rok konce platnosti není správný";
    protected override string WrongPostalCode => "poštovní směrovací číslo, které k ní máme, není správné";
    protected override string WrongAddress => "adresa, kterou k ní máme, není správná";
    protected override string NewDataAtBank => "vaše banka k ní má nové údaje";
    protected override string NotCovered => "na účtu nebyl dostatek peněz";
    protected override string MoneyNotYetThere => "peníze na účtu ještě nebyly k dispozici";
    protected override string NotForThisPayment => "pro tuto platbu ji nelze použít";
    protected override string ToBeConfirmed => "vaše banka chce, abyste platbu potvrdili";
    protected override string NotConfirmed => "potvrzení, které vaše banka žádá, nebylo dáno";
    protected override string PinNeeded => "vaše banka žádá PIN, který při takové platbě nelze zadat";
    protected override string PinWrongTooOften => "PIN byl příliš často zadán chybně";
    protected override string PinWrong => "zadaný PIN není správný";
    protected override string LimitOfCard => "limit plateb kartou za určitou dobu je vyčerpán";
    protected override string LimitOfPayments => "počet plateb povolený za určitou dobu je vyčerpán";
    protected override string LimitOfAccount => "limit inkas z účtu za určitou dobu je vyčerpán";
    protected override string MoreThanAtOnce => "částka je vyšší, než kolik lze z účtu strhnout najednou";
    protected override string NotInThisCurrency => "platbu nebylo možné provést v měně této faktury";
    protected override string KindNotPossible => "tento druh platby s ní není možný";
    protected override string AccountNotValid => "účet, který k ní patří, není platný";
    protected override string NoSuchAccount => "účet s údaji, které máme, neexistuje";
    protected override string AccountOfOtherKind => "z takového účtu takto strhávat nelze";
    protected override string AccountClosed => "účet je zrušený";
    protected override string AccountBlocked => "účet je blokovaný";
    protected override string AccountUnusable => "účet nelze použít";
    protected override string AccountNotVerified => "účet zatím nebyl ověřen";
    protected override string NoMandate => "chybí platné svolení k inkasu";
    protected override string NotAuthorised => "inkaso nebylo povoleno";
    protected override string NoMoreDebits => "z účtu už strhávat nelze";
    protected override string RefusedOnYourSide => "inkaso bylo na vaší straně odmítnuto";
    protected override string StoppedAtBank => "platba byla zastavena příkazem vaší bance";
    protected override string NoMorePayments => "vaše banka dostala pokyn takové platby už neprovádět";
    protected override string RefusedByLaw => "vaše banka inkaso odmítla ze zákonného důvodu";
    protected override string MoreData => "vaše banka o vás žádá údaje, které nemáme";
    protected override string NoSuchDebits => "vaše banka taková inkasa neprovádí";
    protected override string OnlyWhoIsNamed => "vaše banka dovoluje inkaso z účtu jen těm, které jste jí uvedli";
    protected override string DeclinedByBank => "vaše banka platbu zamítla bez udání důvodu";
    protected override string Declined => "platba byla zamítnuta a důvod nebyl uveden";
    protected override string NotToBeTriedAgain => "vaše banka nechce, aby se platba zkoušela znovu";
    protected override string WhoYouAre => "vaše banka chce před platbou vědět, kdo jste";
    protected override string NotAllowedByBank => "vaše banka ji pro tuto platbu nepovoluje";
    protected override string BankNotReached => "vaši banku se nepodařilo zastihnout";
    protected override string NotProcessed => "platbu v tu chvíli nebylo možné zpracovat";
    protected override string NotKnownAnyMore => "náš poskytovatel plateb ji už nezná";
    protected override string CardForTests => "je to karta ke zkouškám";
    protected override string AmountTooSmall => "částka je nižší, než kolik lze strhnout";
    protected override string AmountTooLarge => "částka je vyšší, než kolik lze strhnout najednou";
    protected override string FaultOfOurs => "je to chyba na naší straně a řešíme ji";
    protected override string StoppedAtProvider => "platba byla zastavena u našeho poskytovatele plateb";
    protected override string GivenBackBefore => "platba už byla vrácena";
    protected override string InDispute => "o platbu je veden spor";
}

/// <summary>On the page on which an invoice is paid.</summary>
file sealed class Pages : PageWords
{
    public override string PayHere => "Zaplatit ji můžete sami kartou zde:";
    public override string Title(string number) => $"Faktura {number}";
    public override string Seller => "Od";
    public override string Invoice => "Faktura";
    public override string LeftToPay => "K zaplacení";
    public override string KeepCard => "Tuto kartu si ponechte a další faktury strhávejte nejdříve z ní";
    public override string Pay(string amount) => $"Zaplatit {amount}";

    public override string OnGatewaysPage =>
        "Kartu zadáte na stránce našeho poskytovatele plateb. Její číslo se k nám nedostane.";

    public override string Paid => "Tato faktura je zaplacená. Děkujeme; nic dalšího nemusíte dělat.";
    public override string Refunded => "Tato faktura byla zaplacená a peníze jsme vám vrátili. Není co platit.";
    public override string Nothing => "Za tuto fakturu už není co platit.";
    public override string InWork => "Platba za tuto fakturu už probíhá. Nemusíte nic dělat; napíšeme vám.";
    public override string Awaited => "Děkujeme. Čekáme, až náš poskytovatel plateb vaši platbu potvrdí.";

    public override string Disputed =>
        "Platbu za tuto fakturu si vaše banka vzala zpět. Odpovězte prosím na naši poslední zprávu, abychom našli " +
        "řešení.";

    public override string NotHere =>
        "Tuto fakturu zde kartou zaplatit nelze. Odpovězte prosím na naši poslední zprávu, abychom našli jiný způsob.";

    public override string NotNow => "V tuto chvíli zaplatit nelze. Zkuste to prosím znovu za několik minut.";
    public override string TryAgain => "Zkusit znovu";

    public override string NoSuchPage =>
        "Tato stránka neexistuje, nebo už neexistuje. Na tu správnou vede odkaz v naší poslední zprávě.";
}
