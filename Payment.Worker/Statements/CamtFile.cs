using System.Xml;

namespace Charging.Payments.Statements;

/// <summary>
/// A file of a bank's statements: camt.053.001.02 or .08 of ISO 20022. Of what the schemas allow it takes what money is
/// told by, and what it is for; what it does not know it steps over.
/// </summary>
internal static class CamtFile
{
    public const string Second = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02";
    public const string Eighth = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";

    /// <summary>Some 30,000 transactions.</summary>
    public const int Largest = 32 * 1024 * 1024;

    /// <summary>As it stands there; nothing of it is checked.</summary>
    /// <exception cref="InvalidOperationException">It is no such file; the text says why.</exception>
    public static IReadOnlyList<GivenStatement> Read(Stream file, string name)
    {
        if (file.Length > Largest)
            throw Refusal(
                name, $"it has {file.Length:N0} bytes, and at most {Largest:N0} are read; ask the bank for days");

        using var xml = new CamtXml(file, name);
        try
        {
            var statements = Read(xml, name);
            return statements.Count > 0 ? statements : throw Refusal(name, "there is no statement (Stmt) in it");
        }
        catch (XmlException broken)
        {
            throw Refusal(
                name, $"line {Math.Max(broken.LineNumber, 1)}: this is no XML that is read here, or was cut off: " +
                broken.Message.TrimEnd('.'));
        }
    }

    /// <summary>A file is taken whole or not at all.</summary>
    public static InvalidOperationException Refusal(string name, string why) =>
        new($"{name}: {why}. Nothing was imported: have the bank's own file sent again, whole and unchanged.");

    private static List<GivenStatement> Read(CamtXml xml, string name)
    {
        var (root, space) = xml.Root();
        if (root != "Document" || space is not (Second or Eighth))
            throw Refusal(
                name, $"its root is {root} of '{space}', and camt.053.001.02 or .08 is wanted; ask the bank for one");

        List<GivenStatement> statements = [];
        xml.Children(message =>
        {
            if (message == "BkToCstmrStmt") xml.Children(one => Message(xml, one, statements));
        });
        return statements;
    }

    private static void Message(CamtXml xml, string element, List<GivenStatement> statements)
    {
        if (element != "Stmt") return;

        var statement = xml.Part(new GivenStatement());
        statements.Add(statement);
        xml.Children(child => Statement(xml, child, statement));
    }

    private static void Statement(CamtXml xml, string element, GivenStatement statement)
    {
        switch (element)
        {
            case "Id":
                statement.Id = xml.Once(statement.Id, xml.Text(), element);
                break;
            case "StmtPgntn":
                xml.Children(page =>
                {
                    if (page == "PgNb") statement.PageNumber = xml.Text();
                    if (page == "LastPgInd") statement.IsLastPage = xml.Text();
                });
                break;
            case "Acct":
                xml.Children(part => Account(xml, part, statement));
                break;
            case "Bal":
                var balance = xml.Part(new GivenBalance());
                statement.Balances.Add(balance);
                xml.Children(part => Balance(xml, part, balance));
                break;
            case "Ntry":
                var entry = xml.Part(new GivenEntry { Line = xml.Line });
                statement.Entries.Add(entry);
                xml.Children(part => CamtEntry.Take(xml, part, entry));
                break;
        }
    }

    private static void Account(CamtXml xml, string element, GivenStatement statement)
    {
        if (element == "Ccy") statement.Currency = xml.Once(statement.Currency, xml.Text(), element);
        if (element == "Id")
            xml.Children(kind => statement.Account = IdOf(xml, kind) is { } id
                ? xml.Once(statement.Account, id, kind)
                : statement.Account);
    }

    /// <summary>IBAN, or another name of an account in Othr/Id.</summary>
    public static string? IdOf(CamtXml xml, string kind)
    {
        if (kind == "IBAN") return xml.Text();

        string? id = null;
        if (kind == "Othr")
            xml.Children(part => id = part == "Id" ? xml.Once(id, xml.Text(), part) : id);
        return id;
    }

    private static void Balance(CamtXml xml, string element, GivenBalance balance)
    {
        switch (element)
        {
            case "Tp":
                xml.Children(choice =>
                {
                    if (choice == "CdOrPrtry")
                        xml.Children(code => balance.Code = xml.Once(balance.Code, xml.Text(), code));
                });
                break;
            case "Amt":
                balance.Amount = xml.Once(balance.Amount, AmountOf(xml), element);
                break;
            case "CdtDbtInd":
                balance.Sign = xml.Once(balance.Sign, xml.Text(), element);
                break;
            case "Dt":
                balance.Day = xml.Once(balance.Day, DayOf(xml), element);
                break;
        }
    }

    public static GivenAmount AmountOf(CamtXml xml)
    {
        var currency = xml.Attribute("Ccy");
        return new(xml.Text(), currency);
    }

    /// <summary>Dt, or the day of DtTm as the bank's own clock had it.</summary>
    public static string DayOf(CamtXml xml)
    {
        string? day = null;
        xml.Children(kind => day = kind is "Dt" or "DtTm" ? xml.Once(day, xml.Text(), kind) : day);
        return day ?? "";
    }
}
