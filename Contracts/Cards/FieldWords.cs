using System.Collections.Frozen;

namespace Charging.Contracts.Cards;

/// <summary>Words in the names of fields that say what the field is meant for.</summary>
internal static class FieldWords
{
    /// <summary>Identifiers, telephone numbers, times.</summary>
    public static readonly FrozenSet<string> OfIdentifiers = FrozenSet.ToFrozenSet(
    [
        "id", "ids", "uid", "uuid", "guid", "key", "ref", "reference", "code", "hash", "digest", "token",
        "trace", "span", "correlation", "serial", "callid", "sessionid", "orderid", "userid",
        "customerid", "ticketid", "order", "ticket", "case", "po", "purchase", "invoice", "booking", "contract",
        "account", "leitweg", "leitwegid", "iban", "bic", "gln", "ean", "gtin", "siret", "siren", "vat", "imei",
        "imeisv", "imsi", "iccid", "meid", "eid", "mac", "msisdn", "phone", "telephone", "tel", "mobile", "fax", "line",
        "caller", "callee", "calling", "called", "cli", "clid", "ani", "dnis", "did", "ddi", "e164", "dialed",
        "dialled", "extension", "origin", "destination", "from", "to", "address", "sip", "uri", "url", "room",
        "src", "dst", "channel", "dstchannel", "trunk", "peer", "accountcode", "subscriber", "identity", "diversion",
        "meeting", "conference", "time", "timestamp", "epoch", "uepoch", "date", "started", "ended", "created", "at",
    ]);

    /// <summary>
    /// They outweigh the others, as every word with card in it does: <c>cardNumber</c> is not meant for identifiers.
    /// </summary>
    public static readonly FrozenSet<string> OfCards = FrozenSet.ToFrozenSet(
    [
        "cc", "pan", "ccn", "ccnumber", "visa", "maestro", "amex", "diners", "discover", "jcb", "unionpay",
        "kreditkarte", "karte", "karta", "carte", "tarjeta",
        "payment", "paid", "prepaid",
    ]);

    /// <summary>They say it only beside what is numbered: <c>ticket_no</c>; a <c>number</c> alone may be any.</summary>
    public static readonly FrozenSet<string> OfNumbers = FrozenSet.ToFrozenSet(["number", "num", "no", "nr", "nummer"]);

    /// <summary>
    /// Of words that are written in one, such as <c>ordernumber</c>, <c>Bestellnummer</c> and <c>callerid</c>.
    /// </summary>
    public static readonly string[] Endings = ["number", "nummer", "id"];
}
