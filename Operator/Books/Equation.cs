namespace Charging.Operator.Books;

/// <summary>
/// Two sides that must be equal, in whole things, or in smallest units of the currency when there is one. The detail
/// says what the right side is made of.
/// </summary>
internal sealed record Equation(
    string Left, string Right, long LeftAmount, long RightAmount, string? Currency = null, string Detail = "")
{
    public long Difference => LeftAmount - RightAmount;

    public string LeftText => Text(LeftAmount);

    public string RightText => Text(RightAmount);

    public string DifferenceText => Text(Difference);

    private string Text(long amount) => Currency is null ? $"{amount:N0}" : new Money(amount, Currency).ToString();
}
