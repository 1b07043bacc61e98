namespace Charging.Documents.Parties;

/// <summary>What the mandate of a bank account must fulfil, so that a debit can be told before it is drawn.</summary>
internal static class MandateRules
{
    /// <summary>As the rulebook of SEPA bounds a mandate's reference.</summary>
    private const int LongestReference = 35;

    private const int MostDays = 60;

    /// <param name="method">Whose mandate it is.</param>
    /// <param name="where">How faults name it.</param>
    /// <param name="now">UTC; nobody has signed or agreed after it.</param>
    public static IEnumerable<string> FaultsIn(PaymentMethod method, string where, DateTime now)
    {
        if (method.Mandate is not { } mandate) yield break;
        if (method.Kind != PaymentMethodKind.BankAccount)
            yield return $"{where}: a card has no mandate; leave it out, or write kind bankAccount";
        if (method.MandateReference is not { Length: > 0 and <= LongestReference })
            yield return $"{where}: its mandateReference is 1 to {LongestReference} characters";
        // Wherever the customer lives it may be tomorrow already.
        var tomorrow = DateOnly.FromDateTime(now).AddDays(1);
        if (mandate.SignedOn > tomorrow) yield return $"{where}.signedOn: {mandate.SignedOn:yyyy-MM-dd} has not come";
        foreach (var fault in Agreement(mandate, where, tomorrow)) yield return fault;
    }

    private static IEnumerable<string> Agreement(MandateTerms mandate, string where, DateOnly tomorrow)
    {
        if (mandate.PrenotificationDays is < 0 or > MostDays)
            yield return $"{where}.prenotificationDays: from 0 to {MostDays} days";
        if (mandate is { PrenotificationDays: < MandateTerms.UsualDays, Agreed: false })
            yield return $"{where}.prenotificationDays: fewer than {MandateTerms.UsualDays} days need agreed: true, " +
                "with agreedOn";
        if (mandate.Agreed && mandate.AgreedOn is null)
            yield return $"{where}.agreedOn: say on which day it was agreed";
        if (!mandate.Agreed && mandate.AgreedOn is not null)
            yield return $"{where}.agreed: it has a day and is not true";
        if (mandate.AgreedOn > tomorrow) yield return $"{where}.agreedOn: {mandate.AgreedOn:yyyy-MM-dd} has not come";
    }
}
