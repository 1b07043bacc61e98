using System.Globalization;
using System.Text;
using System.Xml;

namespace Charging.Sandbox;

/// <summary>
/// /sandbox/statements/eur: what the merchant's bank says of the account that payouts go to, as camt.053.001.08. Each
/// day with a payout has its statement, from 0 on, and each is the same whenever it is asked for.
/// </summary>
internal sealed class StatementEndpoints(Teller teller)
{
    /// <summary>That of the sample sellers.</summary>
    private const string Iban = "CZ6508000000192000145399";

    private const string Space = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";

    public void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/sandbox/statements/{currency}", Send).WithMetadata(new OpenToAll());

    private async Task Send(HttpContext http, string currency)
    {
        await teller.Settle();
        var payouts = await teller.Read(book => book.Balance.Payouts.Values
            .Where(payout => payout.Currency == currency).OrderBy(payout => payout.CreatedAt).ToList());
        if (payouts.Count == 0)
        {
            await http.Say(StripeError.NotFound("payout", currency));
            return;
        }

        http.Response.ContentType = "application/xml";
        await http.Response.Body.WriteAsync(Write(payouts, currency.ToUpperInvariant()), http.RequestAborted);
    }

    private static byte[] Write(IReadOnlyList<Payout> payouts, string currency)
    {
        using var file = new MemoryStream();
        using (var xml = XmlWriter.Create(file, new() { Indent = true, Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("Document", Space);
            xml.WriteStartElement("BkToCstmrStmt", Space);
            Group(xml, "GrpHdr", () =>
            {
                Value(xml, "MsgId", payouts[^1].Id);
                Value(xml, "CreDtTm", Moment(payouts[^1].CreatedAt));
            });
            var balance = 0L;
            foreach (var payout in payouts) balance = Write(xml, payout, currency, balance);
        }

        return file.ToArray();
    }

    private static long Write(XmlWriter xml, Payout payout, string currency, long opening)
    {
        var (day, closing) = (Day(payout.CreatedAt), opening + payout.Amount);
        Group(xml, "Stmt", () =>
        {
            Value(xml, "Id", $"{currency}-{day}");
            Value(xml, "CreDtTm", Moment(payout.CreatedAt));
            Group(xml, "Acct", () =>
            {
                Group(xml, "Id", () => Value(xml, "IBAN", Iban));
                Value(xml, "Ccy", currency);
            });
            Balance(xml, "OPBD", opening, currency, day);
            Balance(xml, "CLBD", closing, currency, day);
            Group(xml, "Ntry", () => Entry(xml, payout, currency, day));
        });
        return closing;
    }

    private static void Entry(XmlWriter xml, Payout payout, string currency, string day)
    {
        Amount(xml, payout.Amount, currency);
        Value(xml, "CdtDbtInd", "CRDT");
        Group(xml, "Sts", () => Value(xml, "Cd", "BOOK"));
        Group(xml, "BookgDt", () => Value(xml, "Dt", day));
        Group(xml, "ValDt", () => Value(xml, "Dt", day));
        Group(xml, "BkTxCd", () => Group(xml, "Prtry", () => Value(xml, "Cd", "PAYOUT")));
        Group(xml, "NtryDtls", () => Group(xml, "TxDtls", () =>
            Group(xml, "RmtInf", () => Value(xml, "Ustrd", $"SANDBOX PAYOUT {payout.Id}"))));
    }

    private static void Balance(XmlWriter xml, string code, long amount, string currency, string day) =>
        Group(xml, "Bal", () =>
        {
            Group(xml, "Tp", () => Group(xml, "CdOrPrtry", () => Value(xml, "Cd", code)));
            Amount(xml, amount, currency);
            Value(xml, "CdtDbtInd", "CRDT");
            Group(xml, "Dt", () => Value(xml, "Dt", day));
        });

    private static void Amount(XmlWriter xml, long minor, string currency)
    {
        xml.WriteStartElement("Amt", Space);
        xml.WriteAttributeString("Ccy", currency);
        xml.WriteString(Shown(minor, currency));
        xml.WriteEndElement();
    }

    /// <summary>By the digits that Stripe counts a currency in.</summary>
    private static string Shown(long minor, string currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "JPY" or "KMF" or "KRW" or "MGA" or "PYG" or "RWF" or "VND" or "VUV"
            or "XAF" or "XOF" or "XPF" => $"{minor}",
        "BHD" or "JOD" or "KWD" or "OMR" or "TND" => (minor / 1000m).ToString("F3", CultureInfo.InvariantCulture),
        _ => (minor / 100m).ToString("F2", CultureInfo.InvariantCulture),
    };

    private static void Group(XmlWriter xml, string name, Action content)
    {
        xml.WriteStartElement(name, Space);
        content();
        xml.WriteEndElement();
    }

    private static void Value(XmlWriter xml, string name, string value) => xml.WriteElementString(name, Space, value);

    private static string Day(DateTime at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Moment(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
