namespace Charging.Payments.Collecting;

/// <summary>
/// The most tries of one invoice on one method, the first included, that a network lets pass within any window of that
/// length. Source is where the number was read, Edition is when.
/// </summary>
internal sealed record Ceiling(int MostTries, TimeSpan Window, string Edition, string Source)
{
    /// <summary>How far back is looked for what was declined for other invoices.</summary>
    public static readonly TimeSpan DayOfCard = TimeSpan.FromHours(24);

    private const string CardNetworks = "https://developers.tabapay.com/docs/excessive-retry-rules";

    private static readonly Ceiling Visa = new(20, TimeSpan.FromDays(30), "read 2026-11", CardNetworks);

    private static readonly Ceiling MastercardADay = new(10, DayOfCard, "read 2026-11", CardNetworks)
    {
        IsOfCard = true,
    };

    private static readonly Ceiling MastercardAMonth = new(35, TimeSpan.FromDays(30), "read 2026-11", CardNetworks);

    /// <summary>An entry and two re-initiations of it; the next invoice is another entry.</summary>
    private static readonly Ceiling Ach = new(
        3, TimeSpan.FromDays(180), "read 2026-11", "Nacha Operating Rules, 2.12.4, Reinitiation of Returned Entries");

    /// <summary>What was declined for the customer's other invoices counts too, whatever its amount.</summary>
    public bool IsOfCard { get; private init; }

    /// <summary>
    /// Which ceilings hold for the method. A card of another network has those of both; a bank account has ACH's, which
    /// is the lowest that any scheme has.
    /// </summary>
    public static IReadOnlyList<Ceiling> Of(PaymentMethod method) => Of(method.Kind, method.Brand);

    /// <summary>
    /// So many declines of a card within <see cref="DayOfCard"/> that one more try, for whatever invoice, would be too
    /// many; null where the network counts none.
    /// </summary>
    public static int? MostADayOf(Attempt attempt) =>
        Of(attempt.MethodKind, attempt.MethodBrand).FirstOrDefault(ceiling => ceiling.IsOfCard)?.MostTries;

    /// <summary>The first moment, not before the given one, at which one more try stays below every ceiling.</summary>
    public static DateTime FreeAt(PaymentMethod method, History payment, DateTime earliest)
    {
        var tries = payment.Earlier.Concat(payment.Attempts).Where(attempt => attempt.MethodToken == method.Token)
            .Select(attempt => attempt.StartedAt).ToList();
        var others = (payment.Elsewhere ?? []).Where(one => one.MethodToken == method.Token);
        List<DateTime> ofCard = [.. tries.Concat(others.Select(one => one.StartedAt)).Order()];
        return Of(method).Select(ceiling => ceiling.FreeAt(ceiling.IsOfCard ? ofCard : tries)).Append(earliest).Max();
    }

    private DateTime FreeAt(List<DateTime> tries) =>
        tries.Count < MostTries ? DateTime.MinValue : tries[^MostTries] + Window;

    private static IReadOnlyList<Ceiling> Of(PaymentMethodKind kind, string brand) => kind switch
    {
        PaymentMethodKind.BankAccount => [Ach],
        _ when Is(brand, "visa") => [Visa],
        _ when Is(brand, "mastercard") => [MastercardADay, MastercardAMonth],
        _ => [Visa, MastercardADay, MastercardAMonth],
    };

    private static bool Is(string brand, string network) =>
        string.Equals(brand, network, StringComparison.OrdinalIgnoreCase);
}
