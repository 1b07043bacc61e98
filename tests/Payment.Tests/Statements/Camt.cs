using System.Globalization;
using System.Text;

namespace Charging.Payments.Tests.Statements;

/// <summary>
/// Statements as a bank writes them, of one day each: an account in EUR, from a balance through entries to a balance.
/// Amounts are in cents, less than 0 where they left.
/// </summary>
internal static class Camt
{
    public const string Iban = "CZ6508000000192000145399";

    public static readonly DateOnly Day = new(2026, 11, 20);

    /// <summary>A file of these statements, in .08 unless another is said.</summary>
    public static string File(params string[] statements) => InVersion(CamtFile.Eighth, statements);

    public static string InVersion(string space, params string[] statements) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="{space}">
        <BkToCstmrStmt>
        <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-21T01:00:00+01:00</CreDtTm></GrpHdr>
        {string.Join('\n', statements)}
        </BkToCstmrStmt>
        </Document>
        """;

    public static string Statement(
        string id, long opening, string entries, long closing, string? account = null, DateOnly? on = null)
    {
        var day = (on ?? Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"""
            <Stmt><Id>{id}</Id><CreDtTm>2026-11-21T01:00:00+01:00</CreDtTm>
            <Acct><Id><IBAN>{account ?? Iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>
            {Balance("OPBD", opening, day)}
            {Balance("CLBD", closing, day)}
            {entries}
            </Stmt>
            """;
    }

    /// <summary>One movement of the day, with what is written on it.</summary>
    public static string Entry(
        long minor, string text = "", string status = "BOOK", string more = "", DateOnly? on = null) => $"""
        <Ntry><Amt Ccy="EUR">{Amount(minor)}</Amt><CdtDbtInd>{Sign(minor)}</CdtDbtInd>{more}
        <Sts><Cd>{status}</Cd></Sts>
        <BookgDt><Dt>{(on ?? Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}</Dt></BookgDt>
        <NtryDtls><TxDtls><Refs><EndToEndId>E2E-{Math.Abs(minor)}</EndToEndId></Refs>
        <RltdPties><Dbtr><Pty><Nm>Nina Nováková</Nm></Pty></Dbtr>
        <DbtrAcct><Id><IBAN>CZ5508000000001234567899</IBAN></Id></DbtrAcct></RltdPties>
        <RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
        """;

    /// <summary>An entry of several transactions.</summary>
    public static string Batch(long minor, string batch, params string[] details) => $"""
        <Ntry><Amt Ccy="EUR">{Amount(minor)}</Amt><CdtDbtInd>{Sign(minor)}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
        <BookgDt><Dt>2026-11-20</Dt></BookgDt>
        <NtryDtls>{batch}{string.Concat(details)}</NtryDtls></Ntry>
        """;

    public static string Detail(string amount, string text = "", string sign = "CRDT") => $"""
        <TxDtls>{amount}<CdtDbtInd>{sign}</CdtDbtInd><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls>
        """;

    public static string Amt(long minor, string currency = "EUR") => $"""<Amt Ccy="{currency}">{Amount(minor)}</Amt>""";

    public static IReadOnlyList<Statement> Read(string xml) => Read(Encoding.UTF8.GetBytes(xml));

    public static IReadOnlyList<Statement> Read(byte[] xml)
    {
        using var file = new MemoryStream(xml);
        return StatementReading.Read(file, "bank.xml", Day.AddDays(1));
    }

    private static string Balance(string code, long minor, string day) => $"""
        <Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{Amount(minor)}</Amt>
        <CdtDbtInd>{Sign(minor)}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>
        """;

    private static string Amount(long minor) =>
        new Money(Math.Abs(minor), "EUR").ToDecimal().ToString("F2", CultureInfo.InvariantCulture);

    private static string Sign(long minor) => minor < 0 ? "DBIT" : "CRDT";
}
