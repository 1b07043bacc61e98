using Charging.Rating.Pricing;

namespace Charging.Rating.Plans;

/// <summary>Reads a plan from YAML, or says all that is wrong. What it cannot price it refuses.</summary>
internal static class PlanReader
{
    /// <summary>
    /// A carrier's sheet of 260,000 rates, written out one by one, has some thirty million; a longer file is no plan.
    /// </summary>
    public const int MostCharacters = 64 * 1024 * 1024;

    /// <param name="file">How errors name it.</param>
    /// <param name="text">YAML.</param>
    public static PlanReading Read(string file, string text)
    {
        var errors = new PlanErrors(file);
        var plan = Read(text, errors);
        return errors.Any ? new PlanReading(null, errors.All) : new PlanReading(plan, []);
    }

    private static PricePlan? Read(string text, PlanErrors errors)
    {
        if (text.Length > MostCharacters)
        {
            errors.Add(1, "", $"the file has {text.Length} characters; a plan has at most {MostCharacters}.");
            return null;
        }

        try
        {
            return Read(YamlTree.Parse(text, takesRepeats: true), errors);
        }
        catch (YamlFormatException exception)
        {
            errors.Add(exception.Line, "", exception.Message);
            return null;
        }
    }

    private static PricePlan? Read(IReadOnlyList<YamlTree.Document> documents, PlanErrors errors)
    {
        if (documents is [var one]) return Read(one.Root, errors);
        if (documents is [_, var second, ..])
            errors.Add(second.Line, "", "a second document begins; a file is one plan.");
        else
            errors.Add(1, "", "the file is empty; write a plan.");
        return null;
    }

    private static PricePlan? Read(YamlTree tree, PlanErrors errors)
    {
        var keys = new PlanKeys(tree, "", errors, "code", "name", "currency", "timeZone", "validFrom", "rounding",
            "minimumCharge", "maximumCharge", "holidays", "allowances", "prices");

        var code = keys.Required("code", PlanValue.Code);
        var minimum = Limit(keys, "minimumCharge");
        var maximum = Limit(keys, "maximumCharge");
        if (minimum > maximum)
            keys.Refuse("minimumCharge", $"{minimum} is above maximumCharge, {maximum}; lower one or raise the other.");

        var entries = keys.Items("prices", (item, at) => EntryReader.Read(item, at, errors));
        if (entries.Count == 0) keys.Refuse("prices", "there is no price; write at least one.");
        RefuseMixedCharges(keys, entries);

        var header = new
        {
            Name = keys.Optional("name", PlanValue.Name, code),
            Currency = keys.Required("currency", PlanValue.Currency),
            Zone = keys.Required("timeZone", PlanValue.Zone),
            ValidFrom = keys.Required("validFrom", PlanValue.Date),
            Rounding = keys.Optional("rounding", PlanValue.Word<Rounding>(), Rounding.HalfUp),
            Allowances = AllowanceReader.Read(keys, entries, errors),
            Holidays = keys.Items("holidays", PlanValue.Date),
        };
        if (errors.Any) return null;
        return new PricePlan(entries)
        {
            Code = code,
            Name = header.Name,
            Currency = header.Currency,
            Calendar = new LocalCalendar(header.Zone, header.Holidays),
            ValidFrom = header.ValidFrom,
            Rounding = header.Rounding,
            MinimumCharge = minimum,
            MaximumCharge = maximum,
            Allowances = header.Allowances,
        };
    }

    private static Rational? Limit(PlanKeys keys, string key) =>
        keys.Has(key) ? keys.Required(key, PlanValue.Price) : null;

    private static void RefuseMixedCharges(PlanKeys keys, IEnumerable<PriceEntry> entries)
    {
        foreach (var service in entries.GroupBy(entry => entry.Service))
        {
            if (service.Select(entry => entry.ChargesEachLeg).Distinct().Count() > 1)
            {
                keys.Refuse("prices",
                    $"some entries for {Words.Of(service.Key)} charge the leg, some the session; they must agree.");
            }
        }
    }
}

/// <summary>The plan, or what is wrong with it.</summary>
internal sealed record PlanReading(PricePlan? Plan, IReadOnlyList<PlanError> Errors);
