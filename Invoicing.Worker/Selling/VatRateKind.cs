namespace Charging.Invoicing.Selling;

/// <summary>A country may have several reduced rates; they keep the order in which it lists them.</summary>
internal enum VatRateKind
{
    Standard,
    Reduced,
    SecondReduced,
    ThirdReduced,
}
