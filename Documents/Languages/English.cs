using System.Globalization;
using Charging.Contracts;

namespace Charging.Documents.Languages;

internal sealed class English : DocumentWords
{
    public static English Words { get; } = new();

    public override string Language => "en";

    public override string Invoice => "Invoice";

    public override string CreditNote => "Credit note";

    public override string CreditNotes => "Credit notes";

    public override string Corrects => "Corrects invoice";

    public override string IssuedTo => "Issued to";

    public override string Provided => "Provided on";

    public override string Net => "Net";

    public override string Tax => "Tax";

    public override string Total => "Total";

    public override string Rounding => "Rounding";

    public override string Credited => "Credited";

    public override string PaidBy => "Paid by";

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
        $"PAID {Short(date)}, {(kind == PaymentMethodKind.Card ? "card" : "bank account")} ending {lastFour}";

    public override string DueMark(DateOnly date, string amount) => $"DUE {Short(date)}: {amount}";

    public override string NotCollectedMark(string amount) => $"NOT COLLECTED: {amount}";

    public override string CreditedMark(string amount, bool isWhole) =>
        isWhole ? $"CREDITED IN FULL: {amount}" : $"CREDITED {amount}";

    public override string Page(int number, int of) => $"Page {number} of {of}";

    public override string OfUnit(string code) => code == "C62" ? "pc" : base.OfUnit(code);

    public override string Sessions(int count) => count == 1 ? "1 session" : $"{count} sessions";

    public override string Of(PaymentMethodKind kind, string brand, string lastFour) =>
        kind == PaymentMethodKind.Card
            ? $"{BrandOf(brand)} card ending in {lastFour}"
            : $"{BrandOf(brand)} account ending in {lastFour}";

    public override string Of(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    protected override string Of(DateOnly date, TimeOnly time) =>
        $"{Of(date)}, {time.ToString("HH:mm", CultureInfo.InvariantCulture)}";

    private static string Short(DateOnly date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
