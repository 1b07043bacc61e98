using System.Xml;
using System.Xml.Linq;

namespace Charging.Invoicing.Exchanging;

/// <summary>The reference rates of the European Central Bank in its XML (eurofxref), of one day or of many.</summary>
internal static class EcbXml
{
    private const string Base = "EUR";

    private static readonly XNamespace Messages = "http://www.gesmes.org/xml/2002-08-01";
    private static readonly XNamespace Rates = "http://www.ecb.int/vocabulary/2002-08-01/eurofxref";

    public static RateReading Read(string name, string text)
    {
        var reading = new RateReading(name, RateSource.Ecb, Base);
        try
        {
            using var source = new StringReader(text);
            using var xml = XmlReader.Create(source, new() { DtdProcessing = DtdProcessing.Prohibit });
            Read(reading, XElement.Load(xml, LoadOptions.SetLineInfo));
        }
        catch (XmlException broken)
        {
            reading.Refuse(
                Math.Max(broken.LineNumber, 1), $"this is no XML, or was cut off: {broken.Message.TrimEnd('.')}");
        }

        return reading;
    }

    private static void Read(RateReading reading, XElement root)
    {
        var days = root.Elements(Rates + "Cube").Elements(Rates + "Cube").ToList();
        if (root.Name != Messages + "Envelope" || days.Count == 0)
            reading.Refuse(1, $"its root is {root.Name.LocalName}, not the bank's Envelope with a Cube for each day");
        foreach (var cube in days)
        {
            var day = reading.DayOf(LineOf(cube), (string?)cube.Attribute("time") ?? "", "yyyy-MM-dd");
            HashSet<string> seen = [];
            foreach (var rate in cube.Elements())
            {
                var (line, currency) = (LineOf(rate), (string?)rate.Attribute("currency") ?? "");
                if (rate.Name != Rates + "Cube") reading.Refuse(line, $"{rate.Name.LocalName} is no Cube");
                else if (!reading.IsCurrency(line, currency)) continue;
                else if (!seen.Add(currency)) reading.Refuse(line, $"{currency} stands in it twice");
                else reading.Add(line, day, currency, 1, (string?)rate.Attribute("rate") ?? "");
            }
        }
    }

    private static int LineOf(XElement element) => ((IXmlLineInfo)element).LineNumber;
}
