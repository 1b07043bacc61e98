using System.Globalization;
using System.Text.RegularExpressions;

namespace Charging.Documents.Parties;

/// <summary>
/// A mail address that every mail server takes (RFC 5321 and 5322): one address, without a name, a comment or quotes.
/// The part before the @ is ASCII, since few servers can do more; a domain may be written in letters of any language.
/// </summary>
public static partial class MailAddress
{
    private const int Longest = 254;
    private const int LongestMailbox = 64;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>What is wrong, for people, without the address itself; null when a mail can be sent there.</summary>
    public static string? FaultIn(string address)
    {
        if (address.Length is 0 or > Longest) return $"an address of 1 to {Longest} characters, such as a@b.example";
        if (address.Split('@') is not [var mailbox, var domain])
            return "one address such as a@b.example, with one @ and without a name beside it";
        if (mailbox.Length > LongestMailbox || !Mailbox().IsMatch(mailbox))
            return $"before the @, 1 to {LongestMailbox} letters and digits of ASCII, or !#$%&'*+-/=?^_`{{|}}~, and " +
                "dots between them";
        return IsDomain(domain) ? null : "after the @, a domain such as b.example";
    }

    private static bool IsDomain(string domain)
    {
        try
        {
            return Written().IsMatch(domain) && Domain().IsMatch(Idn.GetAscii(domain));
        }
        catch (ArgumentException)
        {
            return false; // a label is empty, too long, or has what no domain has
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z")]
    private static partial Regex Mailbox();

    [GeneratedRegex(@"^[\p{L}\p{M}\p{N}.-]+\z")]
    private static partial Regex Written();

    /// <summary>In ASCII: two labels or more, the last of which is not a number.</summary>
    [GeneratedRegex(@"^(?=.{1,253}\z)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+" +
        @"(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])\z")]
    private static partial Regex Domain();
}
