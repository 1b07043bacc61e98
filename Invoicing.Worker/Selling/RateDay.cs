namespace Charging.Invoicing.Selling;

/// <summary>Which published rate of exchange converts the tax of a delivery.</summary>
internal enum RateDay
{
    /// <summary>The last one published for the day of delivery or a day before it.</summary>
    TaxPoint,

    /// <summary>The last one published for a day before the day of delivery.</summary>
    DayBefore,
}
