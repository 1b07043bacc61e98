using System.Globalization;
using System.Text.RegularExpressions;

namespace Charging.Rating.Numbers;

/// <summary>Reads the rules for numbers from the configuration, or says all that is wrong with them.</summary>
internal static partial class NumberSettings
{
    private const string Section = "Numbers";
    private const int MostRules = 1_000;
    private const int MostEntries = 100;
    private const int LongestText = 200;

    private static readonly string[] Keys =
    [
        nameof(NumberRule.Source), nameof(NumberRule.International), nameof(NumberRule.Country),
        nameof(NumberRule.Trunk), nameof(NumberRule.NationalDigits), nameof(NumberRule.Area),
        nameof(NumberRule.LocalDigits), nameof(NumberRule.WithoutPlus), nameof(NumberRule.Strip),
        nameof(NumberRule.Listed),
    ];

    /// <param name="configuration">The worker's.</param>
    /// <param name="faults">Takes what is wrong, each with the setting's name and what to write.</param>
    public static Numbering Read(IConfiguration configuration, ICollection<string> faults)
    {
        var rules = new List<NumberRule>();
        var sections = configuration.GetSection(Section).GetChildren().ToList();
        if (sections.Count > MostRules) faults.Add($"Numbers has {sections.Count} rules; {MostRules} are the most.");
        foreach (var section in sections.Where(section => !IsIndex(section.Key)))
            faults.Add($"Numbers__{section.Key}: rules are counted from 0; write Numbers__0__Source and so on.");

        foreach (var section in sections.Where(section => IsIndex(section.Key)).OrderBy(section => Index(section.Key)))
        {
            var rule = new Draft(section, faults).Read();
            if (rules.Find(before => before.Source is "*" || Same(before.Source, rule.Source)) is { } first)
                faults.Add($"{rule.Setting} is never used: {first.Setting} is for '{first.Source}' already.");
            rules.Add(rule);
        }

        return new Numbering(rules);
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool IsIndex(string key) => Whole().IsMatch(key);

    private static int Index(string key) => int.Parse(key, CultureInfo.InvariantCulture);

    private sealed class Draft(IConfigurationSection section, ICollection<string> faults)
    {
        private readonly string setting = $"{Section}__{section.Key}";

        public NumberRule Read()
        {
            foreach (var key in section.GetChildren().Select(child => child.Key))
                if (!Keys.Any(known => Same(known, key))) Fault($"{key} is no setting; use {string.Join(", ", Keys)}");
            var rule = new NumberRule
            {
                Setting = setting,
                Source = Text(nameof(NumberRule.Source)) ?? "",
                International = List(nameof(NumberRule.International), Prefix(), "digits such as 00 or 011"),
                Country = One(nameof(NumberRule.Country), Country(), "a country code such as 420"),
                Trunk = One(nameof(NumberRule.Trunk), Trunk(), "digits such as 0"),
                NationalDigits = Range(nameof(NumberRule.NationalDigits)),
                Area = One(nameof(NumberRule.Area), Prefix(), "digits such as 30"),
                LocalDigits = Range(nameof(NumberRule.LocalDigits)),
                WithoutPlus = Flag(nameof(NumberRule.WithoutPlus)),
                Strip = List(nameof(NumberRule.Strip), TechPrefix(), "digits, letters, # and * such as 1234#"),
                Listed = List(nameof(NumberRule.Listed), Form(), "an address such as 112 or 1*"),
            };
            NeedTogether(rule);
            return rule;
        }

        private void NeedTogether(NumberRule rule)
        {
            if (rule.Source.Length == 0) Fault("Source is missing; name the platform, as * for all or kamailio-*");
            if (rule.Country is null && (rule.Trunk ?? rule.Area) is not null)
                Fault("Trunk or Area is set without __Country; name the country code too");
            if (rule.Country is null && rule.NationalDigits is not null)
                Fault("NationalDigits is set without __Country; name the country code too");
            if (rule.Area is null != rule.LocalDigits is null)
                Fault("Area and __LocalDigits go together; set both or none");
            if (rule.Trunk is { } trunk && rule.International.Contains(trunk))
                Fault($"Trunk is '{trunk}', and so is one of __International; they must differ");
        }

        private string? Text(string key)
        {
            var text = section[key]?.Trim();
            if (text?.Length > LongestText) Fault($"{key} has {text.Length} characters; {LongestText} are the most");
            return string.IsNullOrEmpty(text) ? null : text;
        }

        private string? One(string key, Regex form, string allowed)
        {
            if (Text(key) is not { } text || form.IsMatch(text)) return Text(key);
            Fault($"{key}: '{text}' is not right; write {allowed}");
            return null;
        }

        private string[] List(string key, Regex form, string allowed)
        {
            const StringSplitOptions clean = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
            var entries = section[key]?.Split(',', clean) ?? [];
            if (entries.Length > MostEntries) Fault($"{key} has {entries.Length} entries; {MostEntries} are the most");
            foreach (var entry in entries.Where(entry => entry.Length > LongestText || !form.IsMatch(entry)))
                Fault($"{key}: '{entry}' is not right; write {allowed}, several with commas");
            return entries;
        }

        private DigitRange? Range(string key)
        {
            if (Text(key) is not { } text) return null;
            if (DigitRange.TryParse(text, out var range)) return range;
            Fault($"{key}: '{text}' is no number of digits; write 9, or 6-11");
            return null;
        }

        private bool Flag(string key)
        {
            if (Text(key) is not { } text) return false;
            if (bool.TryParse(text, out var flag)) return flag;
            Fault($"{key}: '{text}' is neither true nor false");
            return false;
        }

        private void Fault(string what) => faults.Add($"{setting}__{what}.");
    }

    [GeneratedRegex(@"^[0-9]{1,6}\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[0-9]{1,6}\z")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^[1-9][0-9]{0,2}\z")]
    private static partial Regex Country();

    [GeneratedRegex(@"^[0-9]{1,3}\z")]
    private static partial Regex Trunk();

    [GeneratedRegex(@"^[0-9A-Za-z#*]{1,20}\z")]
    private static partial Regex TechPrefix();

    /// <summary>Not * alone: it would list everything.</summary>
    [GeneratedRegex(@"^(?![*?]*\z).+\z")]
    private static partial Regex Form();
}
