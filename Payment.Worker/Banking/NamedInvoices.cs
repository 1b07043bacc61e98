using Charging.Payments.Statements;

namespace Charging.Payments.Banking;

/// <summary>Finds of the entries of a statement the invoices that they name, by the payments that there are.</summary>
internal static class NamedInvoices
{
    /// <summary>So many entries are asked about at once.</summary>
    private const int Portion = 500;

    /// <summary>
    /// By the number of an entry the one invoice that it names: in its currency, and of a seller whose account it came
    /// to, where the seller says which that is. Where it names several, or none, a person decides.
    /// </summary>
    public static async Task<IReadOnlyDictionary<int, Guid>> Of(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Statement statement,
        CancellationToken cancellationToken)
    {
        Dictionary<int, Guid> named = [];
        var came = statement.Entries.Where(entry => entry is { Minor: > 0, IsReversal: false });
        foreach (var entries in came.Chunk(Portion))
        {
            var numbers = entries.ToDictionary(entry => entry.No, entry => NamedThings.NumbersIn(entry.Texts));
            var known = await BankEntries.Numbered(
                connection, transaction, [.. numbers.Values.SelectMany(one => one).Distinct()], cancellationToken);
            foreach (var (no, own) in numbers)
            {
                var those = own.SelectMany(number => known[number]).Distinct().ToList();
                if (those is [var only] && only.Currency == statement.Currency
                    && (only.SellerIban ?? statement.Account) == statement.Account)
                    named.Add(no, only.InvoiceId);
            }
        }

        return named;
    }
}

/// <summary>An invoice by its number, with the account that its seller is paid to, where that is said.</summary>
internal sealed record NumberedInvoice(string InvoiceNumber, Guid InvoiceId, string Currency, string? SellerIban);
