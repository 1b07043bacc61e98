namespace Charging.Invoicing.Tests.Exchanging;

/// <summary>Rates of three days, as the banks would publish them; 28 and 29 November is a weekend.</summary>
internal static class Bulletin
{
    public static readonly DateTime Now = new(2026, 11, 30, 18, 0, 0, DateTimeKind.Utc);

    public const string Thursday = """
        26.11.2026 #228
        země|měna|množství|kód|kurz
        EMU|euro|1|EUR|24,235
        Indonesie|rupie|1000|IDR|1,309
        Japonsko|jen|100|JPY|14,512
        Maďarsko|forint|100|HUF|6,318
        MMF|ZPČ|1|XDR|28,361
        USA|dolar|1|USD|20,871

        """;

    public const string Friday = """
        27 Nov 2026 #229
        Country|Currency|Amount|Code|Rate
        EMU|euro|1|EUR|24.310
        Indonesia|rupiah|1000|IDR|1.301
        Japan|yen|100|JPY|14.487
        Hungary|forint|100|HUF|6.301
        IMF|SDR|1|XDR|28.402
        USA|dollar|1|USD|20.990

        """;

    public const string Monday = """
        30.11.2026 #230
        země|měna|množství|kód|kurz
        EMU|euro|1|EUR|24,185
        Indonesie|rupie|1000|IDR|1,317
        Japonsko|jen|100|JPY|14,603
        Maďarsko|forint|100|HUF|6,344
        MMF|ZPČ|1|XDR|28,399
        USA|dolar|1|USD|21,014

        """;

    public const string Year = """
        Datum|1 EUR|1000 IDR|100 JPY|1 XDR
        26.11.2026|24,235|1,309|14,512|28,361
        Datum|1 EUR|100 JPY|100 HUF
        27.11.2026|24,310|14,487|6,301

        """;

    public const string EcbDay = """
        Date, USD, JPY, CZK, ISK, 
        27 November 2026, 1.0891, 168.23, 24.276, N/A, 

        """;

    public const string EcbDays = """
        Date,USD,JPY,CZK,CYP,
        2026-11-27,1.0891,168.23,24.276,N/A,
        2026-11-26,1.0902,168.05,24.251,0.58,

        """;

    public const string XmlDay = """
        <?xml version="1.0" encoding="UTF-8"?>
        <gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
                         xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
          <gesmes:subject>Reference rates</gesmes:subject>
          <Cube>
            <Cube time='2026-11-27'>
              <Cube currency='USD' rate='1.0891'/>
              <Cube currency='CZK' rate='24.276'/>
            </Cube>
          </Cube>
        </gesmes:Envelope>
        """;

    public const string Own = """
        date,units,currency,rate,in
        2026-11-27,1,EUR,4.2515,PLN
        2026-11-27,100,HUF,1.1043,PLN

        """;

    public static RateFile Read(string text) => RateFile.Read("rates.txt", text, Now);

    /// <summary>As they are kept after all of these files.</summary>
    public static IReadOnlyList<KeptRate> Kept(params IReadOnlyList<string> files) =>
        [.. files.SelectMany(file => Read(file).Rates).Select(one => new KeptRate(one.Rate, IsSetAside: false))];

    /// <summary>As the store finds it, of rates in that base.</summary>
    public static RateSeries Series(IEnumerable<KeptRate> kept, string currency)
    {
        List<KeptRate> rates = [.. kept.Where(one => one.Rate.Currency == currency).OrderBy(one => one.Rate.Day)];
        return new(
            [.. rates.Select(one => one.Rate.Day)],
            [.. rates.Select(one => one.IsSetAside ? (Rational?)null : one.Rate.Value)]);
    }
}
