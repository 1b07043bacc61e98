using System.Collections.Frozen;

namespace Charging.Invoicing;

/// <summary>
/// What a line is called in the customer's language. What a plan names in words of its own stays as it is.
/// </summary>
internal static class LineName
{
    private static readonly FrozenDictionary<string, string> Czech = new Dictionary<string, string>
    {
        ["connection"] = "spojení",
        ["conference"] = "konference",
        ["voice"] = "hovor",
        ["message"] = "zprávy",
        ["data"] = "data",
        ["minimum charge"] = "doplatek do nejnižší ceny",
        ["maximum charge"] = "sleva na nejvyšší cenu",
        ["allowance"] = "volné jednotky",
    }.ToFrozenDictionary();

    /// <param name="language">ISO 639-1; a language without a table is English.</param>
    /// <param name="description">As rated: what was used, and perhaps a comma and what priced it.</param>
    public static string In(string language, string description) => language == "cs"
        ? string.Join(", ", description.Split(", ", 2).Select(part => Czech.GetValueOrDefault(part, part)))
        : description;
}
