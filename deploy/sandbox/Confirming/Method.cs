namespace Charging.Sandbox;

/// <summary>The kinds of payment method that the sandbox draws from.</summary>
internal static class Method
{
    public const string Card = "card";

    /// <summary>
    /// What the gateway keeps, in smallest units: 1.4 % and 25 for a card, 35 for a debit. Where a currency is counted
    /// in hundredths that it does not have, it keeps whole units, so that what is paid out is whole.
    /// </summary>
    public static long FeeOf(string methodType, long amount, string currency)
    {
        var fee = methodType == Card
            ? (long)Math.Round(amount * 0.014m, MidpointRounding.AwayFromZero) + 25
            : 35;
        return currency is "isk" or "ugx" ? (fee + 99) / 100 * 100 : fee;
    }

    /// <summary>The least that can be drawn, in smallest units; below it the fee would eat it.</summary>
    public static long LeastOf(string currency) => currency switch
    {
        "gbp" => 30,
        "pln" => 200,
        "dkk" => 250,
        "sek" or "nok" => 300,
        "czk" => 1500,
        "huf" => 17500,
        _ => 50,
    };
}
