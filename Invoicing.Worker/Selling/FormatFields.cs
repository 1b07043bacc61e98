using Charging.Documents.Parties;

namespace Charging.Invoicing.Selling;

/// <summary>What a file of sellers says of the formats in which documents are sent: <c>formats</c>.</summary>
internal static class FormatFields
{
    private const string Formats = "formats";

    /// <summary>As a file would say it.</summary>
    public static IEnumerable<string> Of(Seller seller) => (seller.Formats ?? [DocumentFormat.Ubl]).Select(Words.Of);

    /// <summary>The seller with what the field says; what no document could be made of is refused.</summary>
    public static Seller Read(YamlFields fields, Seller seller)
    {
        if (fields.Texts(Formats) is not { } texts) return seller;
        List<DocumentFormat> formats = [];
        foreach (var text in texts)
        {
            if (Words.TryRead<DocumentFormat>(text, out var format)) formats.Add(format);
            else fields.Refuse(
                Formats, $"'{text}' is no format; use some of {string.Join(", ", Words.All<DocumentFormat>())}");
        }

        var chosen = seller with { Formats = formats };
        if (formats.Count < texts.Count) return chosen;
        foreach (var fault in FormatRules.FaultsIn(chosen.ToIssuing()))
            fields.Refuse(Formats, fault[$"{Formats}: ".Length..]);
        return chosen;
    }
}
