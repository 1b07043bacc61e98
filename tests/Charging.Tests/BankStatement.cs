using System.Globalization;

namespace Charging.Tests;

/// <summary>A statement of a bank, camt.053.001.08, from 0 through entries of one day to their sum.</summary>
internal static class BankStatement
{
    private const string Day = "2026-11-20";

    /// <param name="account">As the bank calls it; another for each test, since a statement continues the last.</param>
    /// <param name="entries">How many euro came, or left, and what is written on it.</param>
    public static string Of(string account, params (string Euro, string Text)[] entries) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>{account}-1</Id>
        <Acct><Id><Othr><Id>{account}</Id></Othr></Id><Ccy>EUR</Ccy></Acct>
        {Balance("OPBD", "0.00")}
        {Balance("CLBD", Sum(entries).ToString("F2", CultureInfo.InvariantCulture))}
        {string.Join('\n', entries.Select(Entry))}
        </Stmt></BkToCstmrStmt></Document>
        """;

    private static decimal Sum(IEnumerable<(string Euro, string Text)> entries) =>
        entries.Sum(entry => decimal.Parse(entry.Euro, CultureInfo.InvariantCulture));

    private static string Balance(string code, string euro) => $"""
        <Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{Amount(euro)}<Dt><Dt>{Day}</Dt></Dt></Bal>
        """;

    private static string Entry((string Euro, string Text) entry) => $"""
        <Ntry>{Amount(entry.Euro)}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{Day}</Dt></BookgDt>
        <NtryDtls><TxDtls><RmtInf><Ustrd>{entry.Text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
        """;

    private static string Amount(string euro) => euro[0] == '-'
        ? $"""<Amt Ccy="EUR">{euro[1..]}</Amt><CdtDbtInd>DBIT</CdtDbtInd>"""
        : $"""<Amt Ccy="EUR">{euro}</Amt><CdtDbtInd>CRDT</CdtDbtInd>""";
}
