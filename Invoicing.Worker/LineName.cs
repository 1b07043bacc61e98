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
    }.ToFrozenDictionary();

    /// <param name="language">ISO 639-1; a language without a table is English.</param>
    /// <param name="description">As rated, in English.</param>
    public static string In(string language, string description) =>
        language == "cs" ? Czech.GetValueOrDefault(description, description) : description;
}
