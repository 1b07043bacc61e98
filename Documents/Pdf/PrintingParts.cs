using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Charging.Documents.Pdf;

/// <summary>What a worker needs that prints documents.</summary>
public static class PrintingParts
{
    /// <summary>
    /// The fonts are looked for when they are first needed. A worker that prints all day asks for that at its start, by
    /// <c>ValidateOnStart</c> on what is returned.
    /// </summary>
    public static OptionsBuilder<FontOptions> AddPrinting(this IServiceCollection services)
    {
        services.AddSingleton<DocumentFonts>().AddSingleton<DocumentPdf>();
        services.AddSingleton<IValidateOptions<FontOptions>, FontsExist>();
        return services.AddOptions<FontOptions>().BindConfiguration("Fonts");
    }

    private sealed class FontsExist : IValidateOptions<FontOptions>
    {
        public ValidateOptionsResult Validate(string? name, FontOptions options)
        {
            List<string> missing =
            [
                .. new[] { ("Fonts__Regular", options.Regular), ("Fonts__Strong", options.Strong) }
                    .Where(font => !File.Exists(font.Item2))
                    .Select(font =>
                        $"{font.Item1} is '{font.Item2}', and there is no such file, so no document can be set; " +
                        "install Inter with: apt-get install fonts-inter, or name another OpenType font."),
            ];
            return missing.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(missing);
        }
    }
}
