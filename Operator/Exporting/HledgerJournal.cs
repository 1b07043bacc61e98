using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Charging.Operator.Exporting;

/// <summary>
/// A journal for hledger, by https://hledger.org/1.25/hledger.html#journal-format: two postings with both amounts
/// written out. Months are read one after the other with <c>include</c>.
/// </summary>
internal sealed partial record HledgerJournal(AccountingMonth Month) : ILedgerFormat
{
    public Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public string FileName => $"books-{Month}.journal";

    public bool MayGoOn => true;

    public string? FaultIn(string account) => Account().IsMatch(account) && !account.Contains("  ")
        ? null
        : "hledger wants a name of letters, digits and - _ . & /, its parts with : between, such as assets:receivable";

    public string Begin() => $"""
        ; The ledger of {Month}, days as in {Month.Zone.Id}.
        decimal-mark .


        """.ReplaceLineEndings("\n");

    /// <summary>What ends a description or begins a comment stands in none.</summary>
    public string Of(Posting posting)
    {
        var amount = posting.Amount.ToString($"F{posting.Digits}", CultureInfo.InvariantCulture);
        var text = PlainText.Of(posting.Text).Replace(';', ',').Replace('|', '/');
        return $"{posting.Day:yyyy-MM-dd} {text}  ; entry:{posting.Line.EntryId}\n" +
            $"    {posting.Debit.To}    {amount} {posting.Line.Currency}\n" +
            $"    {posting.Credit.To}    -{amount} {posting.Line.Currency}\n\n";
    }

    [GeneratedRegex(@"^[\p{L}\p{N}][\p{L}\p{N} ._&/-]*(:[\p{L}\p{N}][\p{L}\p{N} ._&/-]*)*(?<! )\z")]
    private static partial Regex Account();
}
