using Charging.Contracts;

namespace Charging.Payments;

/// <summary>
/// The most tries of one invoice on one method, the first included, that a network lets pass within any window of that
/// length. Source is where the number was read, Edition is when.
/// </summary>
internal sealed record Ceiling(int MostTries, TimeSpan Window, string Edition, string Source)
{
    private const string CardNetworks = "https://developers.tabapay.com/docs/excessive-retry-rules";

    private static readonly Ceiling Visa = new(20, TimeSpan.FromDays(30), "read 2026-11", CardNetworks);

    private static readonly Ceiling MastercardADay = new(10, TimeSpan.FromHours(24), "read 2026-11", CardNetworks);

    private static readonly Ceiling MastercardAMonth = new(35, TimeSpan.FromDays(30), "read 2026-11", CardNetworks);

    /// <summary>An entry and two re-initiations of it.</summary>
    private static readonly Ceiling Ach = new(
        3, TimeSpan.FromDays(180), "read 2026-11", "Nacha Operating Rules, 2.12.4, Reinitiation of Returned Entries");

    /// <summary>
    /// Which ceilings hold for the method. A card of another network has those of both; a bank account has ACH's, which
    /// is the lowest that any scheme has.
    /// </summary>
    public static IReadOnlyList<Ceiling> Of(PaymentMethod method) => method.Kind switch
    {
        PaymentMethodKind.BankAccount => [Ach],
        _ when Is(method, "visa") => [Visa],
        _ when Is(method, "mastercard") => [MastercardADay, MastercardAMonth],
        _ => [Visa, MastercardADay, MastercardAMonth],
    };

    /// <summary>The first moment, not before the given one, at which one more try stays below every ceiling.</summary>
    public static DateTime FreeAt(PaymentMethod method, IReadOnlyList<Attempt> attempts, DateTime earliest)
    {
        var tries = attempts.Where(attempt => attempt.MethodToken == method.Token)
            .Select(attempt => attempt.StartedAt).ToList();
        var full = Of(method).Where(ceiling => tries.Count >= ceiling.MostTries)
            .Select(ceiling => tries[^ceiling.MostTries] + ceiling.Window);
        return full.Append(earliest).Max();
    }

    private static bool Is(PaymentMethod method, string brand) =>
        string.Equals(method.Brand, brand, StringComparison.OrdinalIgnoreCase);
}
