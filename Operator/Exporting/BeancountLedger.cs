using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Charging.Operator.Exporting;

/// <summary>
/// A ledger for beancount 2 and 3, by https://beancount.github.io/docs/beancount_language_syntax.html. Accounts open by
/// themselves (its plugin auto_accounts), so that months are read one after the other with <c>include</c>.
/// </summary>
internal sealed partial record BeancountLedger(AccountingMonth Month) : ILedgerFormat
{
    public Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public string FileName => $"books-{Month}.beancount";

    public bool MayGoOn => true;

    public string? FaultIn(string account) => Account().IsMatch(account)
        ? null
        : "beancount wants Assets, Liabilities, Equity, Income or Expenses, then parts that begin with a capital " +
            "letter or a digit, with : between, such as Assets:Receivable";

    public string Begin() => $"""
        ; The ledger of {Month}, days as in {Month.Zone.Id}.
        plugin "beancount.plugins.auto_accounts"


        """.ReplaceLineEndings("\n");

    public string Of(Posting posting)
    {
        var amount = posting.Amount.ToString($"F{posting.Digits}", CultureInfo.InvariantCulture);
        return $"{posting.Day:yyyy-MM-dd} * {Quoted(posting.Text)}\n" +
            $"  entry: \"{posting.Line.EntryId}\"\n" +
            $"  {posting.Debit.To}  {amount} {posting.Line.Currency}\n" +
            $"  {posting.Credit.To}  -{amount} {posting.Line.Currency}\n\n";
    }

    private static string Quoted(string text) =>
        $"\"{PlainText.Of(text).Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    [GeneratedRegex(@"^(Assets|Liabilities|Equity|Income|Expenses)(:[A-Z0-9][A-Za-z0-9-]*)+\z")]
    private static partial Regex Account();
}
