using System.Globalization;
using System.Text;

namespace Charging.Operator.Exporting;

/// <summary>
/// A table by RFC 4180: UTF-8, commas, CRLF, every text quoted. A text that a spreadsheet would compute, since it
/// begins with = + - @, a tab or an end of line, is led by an apostrophe, as
/// https://owasp.org/www-community/attacks/CSV_Injection has it.
/// </summary>
internal sealed record CsvTable(AccountingMonth Month) : ILedgerFormat
{
    private const string End = "\r\n";

    public Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public string FileName => $"books-{Month}.csv";

    public string? FaultIn(string account) => PlainText.Of(account) == account && !IsFormula(account)
        ? null
        : "a spreadsheet would compute it; begin it with a letter or a digit";

    public string Begin() =>
        "entry,day,event,document,customer,seller,debit,credit,amount,currency,our debit,our credit" + End;

    public string Of(Posting posting)
    {
        var line = posting.Line;
        var amount = posting.Amount.ToString($"F{posting.Digits}", CultureInfo.InvariantCulture);
        return string.Join(',',
        [
            $"{line.EntryId}", $"{posting.Day:yyyy-MM-dd}", Text(line.Event), Text(posting.Document),
            Text(line.CustomerId ?? ""), Text(line.SellerCode ?? ""), Text(posting.Debit.To), Text(posting.Credit.To),
            amount, line.Currency, Text(line.DebitAccount), Text(line.CreditAccount),
        ]) + End;
    }

    private static string Text(string value)
    {
        var text = PlainText.Of(value);
        return $"\"{(IsFormula(text) || IsFormula(value) ? "'" : "")}{text.Replace("\"", "\"\"")}\"";
    }

    private static bool IsFormula(string value) => value.Length > 0 && "=+-@\t\r\n".Contains(value[0]);
}
