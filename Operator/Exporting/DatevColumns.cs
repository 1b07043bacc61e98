namespace Charging.Operator.Exporting;

/// <summary>
/// The columns of Buchungsstapel version 13 as https://developer.datev.de/datev/platform/de/dtvf/formate/buchungsstapel
/// names them, with its spaces.
/// </summary>
internal static class DatevColumns
{
    private const string First = """
        Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Kurs;Basis-Umsatz;WKZ Basis-Umsatz;Konto
        Gegenkonto (ohne BU-Schlüssel);BU-Schlüssel;Belegdatum;Belegfeld 1;Belegfeld 2;Skonto;Buchungstext
        Postensperre;Diverse Adressnummer;Geschäftspartnerbank;Sachverhalt;Zinssperre;Beleglink
        """;

    private const string Middle = """
        KOST1 - Kostenstelle;KOST2 - Kostenstelle;Kost-Menge;EU-Land u. UStID (Bestimmung);EU-Steuersatz (Bestimmung)
        Abw. Versteuerungsart;Sachverhalt L+L;Funktionsergänzung L+L;BU 49 Hauptfunktionstyp;BU 49 Hauptfunktionsnummer
        BU 49 Funktionsergänzung
        """;

    private const string Last = """
        Stück;Gewicht;Zahlweise;Forderungsart;Veranlagungsjahr;Zugeordnete Fälligkeit;Skontotyp;Auftragsnummer
        Buchungstyp;USt-Schlüssel (Anzahlungen);EU-Land (Anzahlungen);Sachverhalt L+L (Anzahlungen)
        EU-Steuersatz (Anzahlungen);Erlöskonto (Anzahlungen);Herkunft-Kz;Buchungs GUID;KOST-Datum;SEPA-Mandatsreferenz
        Skontosperre;Gesellschaftername;Beteiligtennummer;Identifikationsnummer;Zeichnernummer;Postensperre bis
        Bezeichnung SoBil-Sachverhalt;Kennzeichen SoBil-Buchung;Festschreibung;Leistungsdatum
        Datum Zuord. Steuerperiode;Fälligkeit;Generalumkehr (GU)
        Steuersatz;Land;Abrechnungsreferenz;BVV-Position;EU-Land u. UStID (Ursprung);EU-Steuersatz (Ursprung)
        Abw. Skontokonto
        """;

    private static readonly HashSet<int> Texts =
    [
        2, 3, 6, 9, 11, 12, 14, 16, 20, .. Enumerable.Range(21, 18), 40, 42, .. Enumerable.Range(48, 40), 91, 95, 96,
        98, 102, 103, 105, 107, 109, 110, 112, 118, 120, 121, 123,
    ];

    public static IReadOnlyList<string> Names { get; } =
    [
        .. Split(First), .. Pairs("Beleginfo - ", "Beleginfo - ", 8), .. Split(Middle),
        .. Pairs("Zusatzinformation - ", "Zusatzinformation- ", 20), .. Split(Last),
    ];

    /// <summary>Whether the column, the first of which is 1, stands in quotation marks, also an empty one.</summary>
    public static bool IsText(int column) => Texts.Contains(column);

    private static string[] Split(string names) => names.Split(["\r\n", "\n", ";"], StringSplitOptions.None);

    private static IEnumerable<string> Pairs(string kind, string content, int count) =>
        Enumerable.Range(1, count).SelectMany(number => (string[])[$"{kind}Art {number}", $"{content}Inhalt {number}"]);
}
