using System.Globalization;
using Charging.Invoicing.Selling;

namespace Charging.Invoicing.Taxing;

/// <summary>A rate of VAT that a country has, from its first day to its last.</summary>
internal sealed record VatRate(
    string Country, VatRateKind Kind, decimal Percent, DateOnly From, DateOnly? Until = null)
{
    public bool IsOn(DateOnly day) => From <= day && day <= (Until ?? DateOnly.MaxValue);

    /// <summary>As an invoice names it: CZ standard 21 % since 2013-01-01.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Country} {Words.Of(Kind)} {Percent:0.##} % since {From:yyyy-MM-dd}");
}
