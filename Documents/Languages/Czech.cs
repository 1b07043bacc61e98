using System.Globalization;
using Charging.Contracts;

namespace Charging.Documents.Languages;

internal sealed class Czech : DocumentWords
{
    public static Czech Words { get; } = new();

    public override string Language => "cs";

    public override string Invoice => "Faktura";

    public override string CreditNote => "Opravný daňový doklad";

    public override string CreditNotes => "Opravné daňové doklady";

    public override string Corrects => "Opravuje fakturu";

    public override string IssuedTo => "Odběratel";

    public override string Provided => "Poskytnuto dne";

    public override string Net => "Základ";

    public override string Tax => "DPH";

    public override string Total => "Celkem";

    public override string Rounding => "Zaokrouhlení";

    public override string Credited => "Dobropis";

    public override string PaidBy => "Zaplaceno";

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
        $"ZAPLACENO {Of(date)}, {(kind == PaymentMethodKind.Card ? "karta končící" : "účet končící")} na {lastFour}";

    public override string DueMark(DateOnly date, string amount) => $"SPLATNO {Of(date)}: {amount}";

    public override string NotCollectedMark(string amount) => $"NEUHRAZENO: {amount}";

    public override string CreditedMark(string amount, bool isWhole) =>
        isWhole ? $"PLNÝ DOBROPIS: {amount}" : $"DOBROPIS {amount}";

    public override string Page(int number, int of) => $"Strana {number} z {of}";

    public override string OfUnit(string code) => code == "C62" ? "ks" : base.OfUnit(code);

    public override string Sessions(int count) => count is > 0 and < 5 ? $"{count} relace" : $"{count} relací";

    public override string Of(PaymentMethodKind kind, string brand, string lastFour) =>
        kind == PaymentMethodKind.Card
            ? $"kartou {BrandOf(brand)} končící na {lastFour}"
            : $"z účtu {BrandOf(brand)} končícího na {lastFour}";

    public override string Of(DateOnly date) => date.ToString("d. M. yyyy", CultureInfo.InvariantCulture);

    protected override string Of(DateOnly date, TimeOnly time) =>
        $"{Of(date)} v {time.ToString("H:mm", CultureInfo.InvariantCulture)}";
}
