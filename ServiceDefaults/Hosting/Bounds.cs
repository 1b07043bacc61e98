using System.CommandLine;
using System.Globalization;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>Numbers of a command line: one that makes no sense is refused before anything is done.</summary>
public static class Bounds
{
    public static Option<int> Between(this Option<int> option, int least, int most)
    {
        Refuse(option, least, most);
        return option;
    }

    public static Option<int?> Between(this Option<int?> option, int least, int most)
    {
        Refuse(option, least, most);
        return option;
    }

    /// <summary>What is no whole number at all is refused by the command line itself.</summary>
    private static void Refuse(Option option, int least, int most) => option.Validators.Add(given =>
    {
        foreach (var token in given.Tokens)
        {
            if (long.TryParse(token.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
                && (number < least || number > most))
                given.AddError($"{option.Name} is {number}; write a number from {least} to {most}.");
        }
    });
}
