namespace Charging.Documents.Pdf;

/// <summary>
/// The files of the OpenType fonts that documents are set in. Section <c>Fonts</c>; Inter, from Debian's package
/// fonts-inter, since that has the letters of all of Europe and figures that read well in columns.
/// </summary>
public sealed class FontOptions
{
    /// <summary>For all text but titles and totals.</summary>
    public string Regular { get; init; } = "/usr/share/fonts/opentype/inter/Inter-Regular.otf";

    /// <summary>For titles and totals.</summary>
    public string Strong { get; init; } = "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf";
}
