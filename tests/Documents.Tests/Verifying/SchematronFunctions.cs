using System.Globalization;
using System.Xml.XPath;
using Wmhelp.XPath2;

namespace Charging.Documents.Tests.Verifying;

/// <summary>The functions that Peppol's rules define beside XPath, for the judge alone.</summary>
internal static class SchematronFunctions
{
    private const string Space = "utils";

    private static readonly Lock Once = new();
    private static bool isDone;

    public static void Register()
    {
        lock (Once)
        {
            if (isDone) return;
            isDone = true;
            Add("slack", 3, x => Math.Abs(Number(x[0]) - Number(x[1])) <= Number(x[2]));
            Add("gln", 1, x => Digit(Text(x[0]), (10 - (Sum(Text(x[0]), i => i % 2 == 0 ? 3 : 1) % 10)) % 10));
            Add("mod11", 1, x => Number(x[0]) > 0
                && Digit(Text(x[0]), (11 - (Sum(Text(x[0]), i => (i % 6) + 2) % 11)) % 11));
            Add("mod97-0208", 1, x => 97 - (long.Parse(Text(x[0])[..8], CultureInfo.InvariantCulture) % 97)
                == long.Parse(Text(x[0])[8..10], CultureInfo.InvariantCulture));
            Add("abn", 1, x => IsAbn(Text(x[0])));
            Add("TinVerification", 1, x => IsTin(Text(x[0])));
            Add("checkSEOrgnr", 1, x => IsSwedish(Text(x[0])));
            // Those of warnings alone.
            foreach (var name in (string[])["checkCodiceIPA", "checkCF", "checkPIVAseIT"]) Add(name, 1, _ => true);
        }
    }

    private static void Add(string name, int arity, Func<object[], bool> holds) => FunctionTable.Inst.Add(
        Space, name, arity, XPath2ResultType.Boolean, (_, _, arguments) => holds(arguments), false);

    private static string Text(object value) => value switch
    {
        XPath2NodeIterator nodes => nodes.Clone() is var copy && copy.MoveNext() ? copy.Current.Value : "",
        XPathItem item => item.Value,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static decimal Number(object value) =>
        decimal.TryParse(Text(value).Trim(), CultureInfo.InvariantCulture, out var number)
            ? number
            : decimal.MinValue / 4;

    private static int Sum(string digits, Func<int, int> weight) =>
        digits[..^1].Reverse().Select((digit, i) => (digit - '0') * weight(i)).Sum();

    private static bool Digit(string digits, int last) => digits[^1] - '0' == last;

    private static bool IsAbn(string text)
    {
        int[] weights = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];
        return text.Zip(weights).Select((x, i) => (x.First - (i == 0 ? '1' : '0')) * x.Second).Sum() % 89 == 0;
    }

    private static bool IsTin(string text) => text.Length > 8 && text.All(char.IsAsciiDigit)
        && text[..8].Aggregate(0, (sum, digit) => (sum * 2) + digit - '0') * 2 % 11 % 10 == text[8] - '0';

    private static bool IsSwedish(string text)
    {
        if (text.Length < 10 || !text.All(char.IsAsciiDigit)) return false;
        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            var twice = (text[8 - i] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += twice > 9 ? twice - 9 : twice;
        }

        return (10 - (sum % 10)) % 10 == text[9] - '0';
    }
}
