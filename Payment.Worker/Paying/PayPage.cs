using System.Security.Cryptography;
using System.Text;
using Charging.Documents.Languages;
using Charging.Payments.Collecting;

namespace Charging.Payments.Paying;

/// <summary>
/// The page as HTML: no script, no cookie, nothing from elsewhere. It reads on a telephone and on a desk, light and
/// dark, as the customer's machine wants it.
/// </summary>
internal static class PayPage
{
    /// <summary>After so many looks, some four seconds apart, the customer need not wait before the page.</summary>
    private const int MostLooks = 20;

    private const string Style = """
        :root{color-scheme:light dark;--ground:#f3f5f7;--sheet:#fff;--text:#1b222b;--soft:#56606d;--line:#dce0e6;
        --mark:#0b6e69;--on:#fff;--good:#0b6e69}
        @media (prefers-color-scheme:dark){:root{--ground:#12161b;--sheet:#1b2129;--text:#eef1f4;--soft:#a9b3bf;
        --line:#343d48;--mark:#5fd0c5;--on:#0c1a19;--good:#5fd0c5}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--text);font:17px/1.5 Inter,"Helvetica Neue",Helvetica,Arial,
        sans-serif;min-height:100vh;display:grid;align-items:center;justify-items:center;padding:20px}
        main{width:100%;max-width:29rem;background:var(--sheet);border-top:3px solid var(--mark);padding:32px 28px 28px;
        box-shadow:0 1px 3px rgb(0 0 0/.12)}
        .from{margin:0;color:var(--soft);font-size:15px;overflow-wrap:anywhere}
        h1{margin:2px 0 24px;font-size:22px;line-height:1.3;font-weight:600;overflow-wrap:anywhere}
        dl{margin:0 0 24px;padding:16px 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line);
        display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:4px 24px}
        dt{color:var(--soft)}
        dd{margin:0;font-size:28px;line-height:1.2;font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap}
        label{display:flex;gap:12px;align-items:flex-start;margin:0 0 20px;padding:4px 0;cursor:pointer}
        input{flex:none;width:22px;height:22px;margin:2px 0 0;accent-color:var(--mark)}
        button,.again{display:block;width:100%;padding:14px 18px;border:0;border-radius:6px;background:var(--mark);
        color:var(--on);font-family:inherit;font-size:18px;font-weight:600;line-height:1.4;text-align:center;
        text-decoration:none;cursor:pointer}
        button:hover,.again:hover{filter:brightness(1.08)}
        :focus-visible{outline:3px solid var(--mark);outline-offset:3px}
        p{margin:0 0 20px}
        p:last-child{margin:0}
        p.hint{margin:14px 0 0;color:var(--soft);font-size:15px}
        .done{font-weight:600;color:var(--good)}
        @media (max-width:480px){body{align-items:start}h1{font-size:20px}main{padding:28px 22px 24px}}
        """;

    private static readonly string StyleHash =
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style.ReplaceLineEndings("\n"))));

    /// <summary>What every answer has, whatever it says.</summary>
    /// <param name="response">That begins.</param>
    /// <param name="gateway">Where a form may lead beside us; nothing may lead elsewhere.</param>
    public static void Guard(HttpResponse response, string gateway)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'sha256-{StyleHash}'; form-action 'self' {gateway}; base-uri 'none'; " +
            "frame-ancestors 'none'";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    /// <param name="response">With <see cref="Guard"/>.</param>
    /// <param name="invoice">Which.</param>
    /// <param name="state">What it says of it.</param>
    /// <param name="times">How often it was shown to who waits for the gateway's word.</param>
    public static Task Write(HttpResponse response, PayableInvoice invoice, PageState state, int times)
    {
        var language = Language.In(invoice.Language);
        var (words, title) = (language.Page, language.Page.Title(invoice.Payment.InvoiceNumber));
        var refresh = state == PageState.Awaited && times < MostLooks
            ? $"<meta http-equiv=\"refresh\" content=\"4;url=?paid={times + 1}\">\n"
            : "";
        if (state == PageState.NotNow) response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Send(response, Html(
            language.Code, $"{title} – {invoice.Seller}", refresh,
            $"<p class=\"from\">{Encode(invoice.Seller)}</p>\n<h1>{Encode(title)}</h1>\n" +
            (state == PageState.Payable
                ? Form(invoice, language)
                : $"<p{(IsGood(state) ? " class=\"done\"" : "")} role=\"status\">{Encode(Say(state, words))}</p>\n") +
            (state == PageState.NotNow ? $"<a class=\"again\" href=\"?\">{Encode(words.TryAgain)}</a>\n" : "")));
    }

    /// <summary>Of no invoice, and so in every language that there is.</summary>
    public static Task Refuse(HttpResponse response, int status)
    {
        response.StatusCode = status;
        var all = Language.All.Select(language => (language.Code, Text: status == StatusCodes.Status404NotFound
            ? language.Page.NoSuchPage
            : language.Page.NotNow)).ToList();
        return Send(response, Html(
            all[0].Code, $"{status}", "",
            string.Concat(all.Select(one => $"<p lang=\"{one.Code}\">{Encode(one.Text)}</p>\n"))));
    }

    private static string Form(PayableInvoice invoice, Language language)
    {
        var (words, left) = (language.Page, ((Payable.Yes)invoice.Payable).Left);
        var amount = Encode(language.Document.Of(left));
        return $"""
            <dl><dt>{Encode(words.LeftToPay)}</dt><dd>{amount}</dd></dl>
            <form method="post" action="?">
            <label><input type="checkbox" name="keep" value="yes">{Encode(words.KeepCard)}</label>
            <button type="submit">{Encode(words.Pay(language.Document.Of(left)))}</button>
            <p class="hint">{Encode(words.OnGatewaysPage)}</p>
            </form>

            """;
    }

    private static bool IsGood(PageState state) => state is PageState.Paid or PageState.Awaited;

    private static string Say(PageState state, PageWords words) => state switch
    {
        PageState.Awaited => words.Awaited,
        PageState.Paid => words.Paid,
        PageState.Refunded => words.Refunded,
        PageState.Nothing => words.Nothing,
        PageState.Disputed => words.Disputed,
        PageState.NotHere => words.NotHere,
        PageState.NotNow => words.NotNow,
        _ => words.InWork,
    };

    private static string Html(string language, string title, string head, string body) => $"""
        <!DOCTYPE html>
        <html lang="{language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex, nofollow">
        {head}<title>{Encode(title)}</title>
        <style>{Style.ReplaceLineEndings("\n")}</style>
        </head>
        <body>
        <main>
        {body}</main>
        </body>
        </html>

        """;

    private static async Task Send(HttpResponse response, string html)
    {
        var bytes = Encoding.UTF8.GetBytes(html);
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes);
    }

    private static string Encode(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);
}
