using System.Text;

namespace Charging.Payments.Receipts;

/// <summary>
/// A letter as HTML for mail programs, which know tables and inline styles and little else: 650 pixels wide, or as
/// wide as a telephone.
/// </summary>
internal sealed class ReceiptPage(ReceiptLetter letter)
{
    private const string Font = "font-family:Inter,'Helvetica Neue',Helvetica,Arial,sans-serif";
    private const string Dark = "color:#1b222b";
    private const string Grey = "color:#6a7380";
    private const string Small = $"font-size:13px;line-height:20px;{Grey}";
    private const string Body = $"font-size:15px;line-height:23px;{Dark}";
    private const string Total = $"font-size:18px;line-height:26px;font-weight:600;{Dark}";
    private const string Hair = "border-bottom:1px solid #dce0e6";
    private const string Right = "text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums";

    private readonly StringBuilder html = new(8 * 1024);

    public override string ToString()
    {
        html.Clear();
        html.Append($"<!DOCTYPE html>\n<html lang=\"{letter.Language}\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append($"<title>{Encode(letter.Subject)}</title>\n</head>\n");
        html.Append("<body style=\"margin:0;padding:0;background:#f3f5f7\">\n");
        html.Append($"{Table("width:100%;background:#f3f5f7")}<tr><td align=\"center\" style=\"padding:28px 12px\">\n");
        html.Append($"{Table($"width:100%;max-width:650px;background:#ffffff;{Font}", "650")}<tr>");
        html.Append("<td style=\"padding:36px 40px 32px 40px;border-top:3px solid #0b6e69;text-align:left\">\n");
        AppendWords();
        AppendFacts();
        AppendAmounts();
        html.Append($"<p style=\"margin:0 0 28px 0;{Body}\">{Encode(letter.Attached)}</p>\n");
        var signature = Encode(letter.Signature).Replace("\n", "<br>\n", StringComparison.Ordinal);
        html.Append($"<p style=\"margin:0;padding-top:16px;border-top:1px solid #dce0e6;{Small}\">{signature}</p>\n");
        return html.Append("</td></tr></table>\n</td></tr></table>\n</body>\n</html>\n").ToString();
    }

    private void AppendWords()
    {
        html.Append($"<h1 style=\"margin:0 0 20px 0;font-size:20px;line-height:28px;font-weight:600;{Dark}\">");
        html.Append($"{Encode(letter.Subject)}</h1>\n");
        foreach (var paragraph in letter.Paragraphs.Prepend(letter.Greeting))
            html.Append($"<p style=\"margin:0 0 10px 0;{Body}\">{Encode(paragraph)}</p>\n");
        if (letter.Link is not { } link) return;
        html.Append($"<p style=\"margin:0 0 10px 0;{Body}\">{Encode(letter.PayHere)}<br>");
        html.Append($"<a href=\"{Encode(link)}\" style=\"color:#0b6e69;word-break:break-all\">{Encode(link)}</a>");
        html.Append("</p>\n");
    }

    private void AppendFacts()
    {
        html.Append(Table("margin:18px 0 26px 0"));
        foreach (var (label, value) in letter.Facts)
        {
            html.Append("<tr><td style=\"padding:3px 24px 3px 0;vertical-align:top;white-space:nowrap;");
            html.Append($"{Small};line-height:23px\">{Encode(label)}</td>");
            html.Append($"<td style=\"padding:3px 0;word-break:break-word;{Body}\">{Encode(value)}</td></tr>\n");
        }

        html.Append("</table>\n");
    }

    /// <summary>Lines and sums in one table, so that all amounts stand under each other.</summary>
    private void AppendAmounts()
    {
        html.Append(Table("width:100%;margin:0 0 26px 0;border-top:1px solid #1b222b"));
        foreach (var (label, value, note) in letter.Lines)
        {
            var how = note.Length > 0 ? $"<br><span style=\"{Small}\">{Encode(note)}</span>" : "";
            AppendAmount($"{Encode(label)}{how}", value, "padding:10px 0", Hair, Body);
        }

        for (var i = 0; i < letter.Sums.Count; i++)
        {
            var (label, value) = letter.Sums[i];
            var isTotal = i == letter.Sums.Count - 1;
            AppendAmount(Encode(label), value, "padding:8px 0 0 0", "", isTotal ? Total : Body);
        }

        html.Append("</table>\n");
    }

    private void AppendAmount(string label, string value, string space, string rule, string style)
    {
        html.Append($"<tr><td style=\"{space};vertical-align:top;{rule};{style}\">{label}</td>");
        html.Append($"<td style=\"{space};padding-left:24px;vertical-align:top;{rule};{Right};{style}\">");
        html.Append($"{Encode(value)}</td></tr>\n");
    }

    private static string Table(string style, string width = "") =>
        "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"" +
        $"{(width.Length > 0 ? $" width=\"{width}\"" : "")} style=\"border-collapse:collapse;{style}\">\n";

    /// <summary>The page says that it is UTF-8, so only what HTML itself reads is escaped.</summary>
    private static string Encode(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);
}
