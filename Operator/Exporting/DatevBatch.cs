using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Charging.Operator.Exporting;

/// <summary>
/// A batch of bookings in the DATEV format (EXTF 700, Buchungsstapel version 13), by
/// https://developer.datev.de/datev/platform/de/dtvf: the header's 31 fields, the names of the 125 columns, and a
/// booking of one account against one other in each line, whose fields keep the expressions of that page. Texts in
/// quotation marks, decimal comma, CRLF, Windows-1252.
/// </summary>
internal sealed partial record DatevBatch(AccountingMonth Month, DatevClient Client) : ILedgerFormat
{
    /// <summary>"Kreditoren und Debitoren" have one digit more than other accounts.</summary>
    private const int MorePersonal = 1;

    private const decimal MostAmount = 9_999_999_999.99m;
    private const int LongestDocument = 36;
    private const int LongestText = 60;

    /// <summary>The last column that we fill; it asks for the batch to stay open to the accountant.</summary>
    private const int Locking = 114;

    public Encoding Encoding { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>DATEV takes what begins with EXTF_ alone.</summary>
    public string FileName => $"EXTF_books-{Month}.csv";

    public long MostLines => 99_999;

    public string? FaultIn(string account) =>
        account.All(char.IsAsciiDigit) && account.TrimStart('0').Length > 0
        && account.Length <= Client.AccountLength + MorePersonal
            ? null
            : $"DATEV wants up to {Client.AccountLength} digits (accountLength), for a customer's one more";

    /// <summary>One in another currency than the client's books needs a rate, which our ledger has none of.</summary>
    public string? FaultIn(BookMovement movement, AccountRule debit, AccountRule credit) => movement switch
    {
        _ when movement.Currency != Client.Currency =>
            $"is in {movement.Currency}, and DATEV's books are in {Client.Currency}: for these give --currency " +
            $"{Client.Currency}, and tell the accountant of the others with --as csv",
        _ when Currencies.DigitsOf(movement.Currency) > 2 => "has three decimals, and DATEV knows two",
        _ when (debit.TaxKey ?? credit.TaxKey) != (credit.TaxKey ?? debit.TaxKey) =>
            "has two tax keys, and a booking has one",
        _ => null,
    };

    public string Begin() => string.Join(';', Header()) + "\r\n" + string.Join(';', DatevColumns.Names) + "\r\n";

    public string Of(Posting posting)
    {
        if (posting.Amount > MostAmount)
            throw new FormatException(
                $"Entry {posting.Line.EntryId} of {posting.Amount} {posting.Line.Currency} is more than DATEV's ten " +
                "digits; tell the accountant of it apart.");

        var fields = DatevColumns.Names.Select((_, index) => DatevColumns.IsText(index + 1) ? "\"\"" : "").ToArray();
        fields[0] = posting.Amount.ToString("F2", CultureInfo.InvariantCulture).Replace('.', ',');
        fields[1] = "\"S\"";
        fields[2] = Text(posting.Line.Currency, 3);
        (fields[6], fields[7]) = (posting.Debit.To, posting.Credit.To);
        fields[8] = Text((posting.Debit.TaxKey ?? posting.Credit.TaxKey)?.PadLeft(4, '0') ?? "", 4);
        fields[9] = posting.Day.ToString("ddMM", CultureInfo.InvariantCulture);
        fields[10] = Text(NotOfDocument().Replace(posting.Document, "-"), LongestDocument);
        fields[13] = Text(posting.Text, LongestText);
        fields[Locking - 1] = "0";
        return string.Join(';', fields) + "\r\n";
    }

    /// <summary>It is made when the month is over, whenever that is: no clock's moment stands in it.</summary>
    private IEnumerable<string> Header()
    {
        var year = Month.First.Year - (Month.First.Month < Client.YearBegins.Month ? 1 : 0);
        var (none, noText) = ("", "\"\"");
        return
        [
            "\"EXTF\"", "700", "21", "\"Buchungsstapel\"", "13", $"{Month.First.AddMonths(1):yyyyMMdd}000000000", none,
            "\"RE\"", noText, noText, Client.Consultant, Client.Client,
            $"{new DateOnly(year, Client.YearBegins.Month, 1):yyyyMMdd}",
            Client.AccountLength.ToString(CultureInfo.InvariantCulture), $"{Month.First:yyyyMMdd}",
            $"{Month.Last:yyyyMMdd}", Text($"Charging {Month}", 30), noText, "1", "0", "0", Text(Client.Currency, 3),
            none, noText, none, none, Text(Client.Chart, 2), none, none, noText, noText,
        ];
    }

    private static string Text(string value, int longest)
    {
        var text = PlainText.Of(value);
        return $"\"{(text.Length > longest ? text[..longest] : text).Replace("\"", "\"\"")}\"";
    }

    /// <summary>Belegfeld 1 has letters, digits and $ &amp; % * + - / alone.</summary>
    [GeneratedRegex(@"[^A-Za-z0-9_$&%*+/-]")]
    private static partial Regex NotOfDocument();
}
