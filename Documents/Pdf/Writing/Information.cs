using System.Globalization;
using System.Text;

namespace Charging.Documents.Pdf.Writing;

/// <summary>The same as <see cref="Xmp"/>, for readers that know no XMP.</summary>
internal static class Information
{
    public const string Program = "Charging";

    public static string Of(FileFacts facts)
    {
        var at = facts.At.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        return $"/Title {Text(facts.Title)} /Author {Text(facts.Author)} /Creator ({Program}) /Producer ({Program})" +
            $" /CreationDate (D:{at}Z) /ModDate (D:{at}Z)";
    }

    /// <summary>In two bytes a letter, after the mark that says so.</summary>
    private static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
