using System.Globalization;
using System.Numerics;
using System.Text;
using System.Xml;

namespace Charging.Documents.Xml;

/// <summary>How values are written in the electronic formats, whose data types are those of XML Schema.</summary>
internal static class XmlValues
{
    /// <summary>UTF-8 without a byte order mark.</summary>
    public static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    /// <summary>All digits, no trailing zeros, never an exponent.</summary>
    public static string Plain(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>The same to ten digits behind the point, since it may end nowhere.</summary>
    public static string Plain(Rational value)
    {
        const long shift = 10_000_000_000;
        var (numerator, denominator) = ((BigInteger)value.Numerator, (BigInteger)value.Denominator);
        var twice = BigInteger.Abs(numerator) * shift * 2;
        return Plain(value.Sign * (decimal)((twice + denominator) / (denominator * 2)) / shift);
    }

    /// <summary>With exactly the currency's decimals; with two where it has more and they are 0.</summary>
    public static string Amount(Money value)
    {
        var digits = Currencies.DigitsOf(value.Currency);
        var isShort = digits == 3 && value.Minor % 10 == 0;
        return value.ToDecimal().ToString($"F{(isShort ? 2 : digits)}", CultureInfo.InvariantCulture);
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>XML has no way to write most control characters; a platform may have sent one all the same.</summary>
    public static string Clean(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (XmlConvert.IsXmlChar(value[i])) continue;
            if (i + 1 == value.Length || !XmlConvert.IsXmlSurrogatePair(value[i + 1], value[i])) return Replaced(value);
            i++;
        }

        return value;
    }

    private static string Replaced(string value)
    {
        var clean = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            var writable = !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);
            clean.Append((writable ? rune : Rune.ReplacementChar).ToString());
        }

        return clean.ToString();
    }
}
