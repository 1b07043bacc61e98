namespace Charging.Rating.Importing;

/// <summary>
/// What a platform's records do not say by themselves; read from <c>Import__FreeSwitchCdr__Customer</c> and so on.
/// </summary>
/// <param name="Setting">The section, as an operator writes it.</param>
/// <param name="Customer">The field that names who pays.</param>
/// <param name="Source">The source of records that name no host of their own.</param>
/// <param name="Address">The field with the number that was called; <c>none</c> if prices do not depend on it.</param>
internal sealed record ImportOptions(string Setting, string Customer, string Source, string Address)
{
    /// <summary>
    /// What stands before the customer in the name of a conference, at its last place; null if none is set.
    /// </summary>
    public string? Separator { get; init; }

    /// <summary>Breakout rooms are charged beside the meeting that they belong to.</summary>
    public bool ChargesBreakouts { get; init; }

    public const string None = "none";

    public static ImportOptions Of(IConfiguration configuration, RecordFormat format)
    {
        var section = configuration.GetSection($"Import:{format.Section}");
        return new ImportOptions(
            $"Import__{format.Section}",
            Value("Customer") ?? format.CustomerField,
            Value("Source") ?? format.Name.Split('-')[0],
            Value("Address") ?? "callee")
        {
            Separator = Value("Separator"),
            ChargesBreakouts = Flag(section, "Breakouts"),
        };

        string? Value(string name) => section[name] is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
    }

    /// <exception cref="InvalidOperationException">It is neither true nor false.</exception>
    private static bool Flag(IConfigurationSection section, string name)
    {
        if (string.IsNullOrWhiteSpace(section[name])) return false;
        return bool.TryParse(section[name], out var flag) ? flag : throw new InvalidOperationException(
            $"{section.Path.Replace(":", "__")}__{name} is '{section[name]}'; write true or false.");
    }

    public Imported.Refused NoCustomer(string where) => new(
        $"No customer: {where} '{Customer}' is missing or empty. Have the platform set it, or name another with " +
        $"{Setting}__Customer.");
}
