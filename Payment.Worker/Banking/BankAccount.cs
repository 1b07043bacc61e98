using Charging.Payments.Statements;

namespace Charging.Payments.Banking;

/// <summary>One of our accounts, as its last statement left it; before the first, closed nowhere.</summary>
internal sealed record BankAccount(
    string Account, string Currency, long ClosingMinor, DateOnly? ClosedOn, int Statements)
{
    /// <summary>Why a statement does not continue it, and what to do; null if it does.</summary>
    public string? ObjectionTo(Statement next) =>
        Statements == 0 ? null
        : next.OpeningMinor != ClosingMinor
            ? $"statement {next.BankId} opens with {next.Opening} on {next.OpenedOn:yyyy-MM-dd}, and {Account} " +
                $"closed with {new Money(ClosingMinor, Currency)} on {ClosedOn:yyyy-MM-dd}: one between them is " +
                "missing, or it is of before; import each in its order"
        : next.ClosedOn < ClosedOn
            ? $"statement {next.BankId} closes on {next.ClosedOn:yyyy-MM-dd}, and {Account} closed on " +
                $"{ClosedOn:yyyy-MM-dd}: import each in its order"
        : null;
}
