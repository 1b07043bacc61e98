using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Charging.Operator.Exporting;

/// <summary>
/// A data package for Pohoda, by https://www.stormware.cz/schema/version_2/ data.xsd, intDoc.xsd and type.xsd: an
/// internal document for each booking. Pohoda books by a code for the pair of accounts (předkontace), of DEBIT/CREDIT
/// unless the accounts file says otherwise, which the accountant makes there once. It refuses what it has imported
/// before by the package's and the document's id. VAT is in none of these: its return is made of the invoices.
/// </summary>
internal sealed record PohodaPack(AccountingMonth Month, PohodaFirm Firm) : ILedgerFormat
{
    private const string Schemas = "http://www.stormware.cz/schema/version_2/";
    private const int LongestAccount = 9;
    private const int LongestSymbol = 20;
    private const int LongestText = 240;

    private static readonly XNamespace Data = Schemas + "data.xsd";
    private static readonly XNamespace Document = Schemas + "intDoc.xsd";
    private static readonly XNamespace Kind = Schemas + "type.xsd";

    public Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public string FileName => $"books-{Month}.xml";

    public string? FaultIn(string account) => account.Length <= LongestAccount && account.All(char.IsAsciiDigit)
        ? null
        : $"Pohoda wants up to {LongestAccount} digits, such as 311000";

    public string? FaultIn(BookMovement movement, AccountRule debit, AccountRule credit) =>
        CodeOf(debit, credit).Length <= AccountsFile.LongestPreaccount
            ? null
            : $"is {CodeOf(debit, credit)}, longer than the {AccountsFile.LongestPreaccount} characters it may have";

    public string Begin() =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<dat:dataPack xmlns:dat=\"{Data}\" xmlns:int=\"{Document}\" " +
        $"xmlns:typ=\"{Kind}\" version=\"2.0\" id=\"charging-{Month}\" ico=\"{Firm.Ico}\" application=\"Charging\" " +
        $"note=\"{Month}\">\n";

    public string Of(Posting posting)
    {
        var day = posting.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var amount = posting.Amount.ToString($"F{posting.Digits}", CultureInfo.InvariantCulture);
        var text = PlainText.Of(posting.Text);
        var item = new XElement(Data + "dataPackItem",
            new XAttribute("version", "2.0"), new XAttribute("id", posting.Line.EntryId),
            new XElement(Document + "intDoc", new XAttribute("version", "2.0"),
                new XElement(Document + "intDocHeader",
                    Symbol(posting), new XElement(Document + "date", day), new XElement(Document + "dateTax", day),
                    new XElement(Document + "dateAccounting", day),
                    new XElement(Document + "accounting",
                        new XElement(Kind + "ids", CodeOf(posting.Debit, posting.Credit))),
                    new XElement(Document + "classificationVAT",
                        new XElement(Kind + "classificationVATType", "nonSubsume")),
                    new XElement(Document + "text", text.Length > LongestText ? text[..LongestText] : text)),
                new XElement(Document + "intDocSummary", Sum(posting.Line.Currency, amount))));
        return Within(item) + "\n";
    }

    public string End() => "</dat:dataPack>\n";

    private string CodeOf(AccountRule debit, AccountRule credit) =>
        Firm.Preaccounts.GetValueOrDefault($"{debit.To}/{credit.To}", $"{debit.To}/{credit.To}");

    /// <summary>By which what was invoiced and what was paid are matched; the text has one that is too long.</summary>
    private static XElement? Symbol(Posting posting) => posting.Document.Length is > 0 and <= LongestSymbol
        ? new(Document + "symPar", PlainText.Of(posting.Document))
        : null;

    /// <summary>Of a foreign amount Pohoda reckons the value itself, by the rates it has.</summary>
    private XElement Sum(string currency, string amount) => currency == Firm.Currency
        ? new(Document + "homeCurrency", new XElement(Kind + "priceNone", amount))
        : new(Document + "foreignCurrency",
            new XElement(Kind + "currency", new XElement(Kind + "ids", currency)),
            new XElement(Kind + "priceSum", amount));

    /// <summary>The names are declared once, by the package.</summary>
    private static string Within(XElement item)
    {
        item.Add(new XAttribute(XNamespace.Xmlns + "dat", Data), new XAttribute(XNamespace.Xmlns + "int", Document),
            new XAttribute(XNamespace.Xmlns + "typ", Kind));
        return item.ToString(SaveOptions.DisableFormatting).Replace(
            $" xmlns:dat=\"{Data}\" xmlns:int=\"{Document}\" xmlns:typ=\"{Kind}\"", "", StringComparison.Ordinal);
    }
}
