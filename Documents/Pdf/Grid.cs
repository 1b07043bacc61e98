namespace Charging.Documents.Pdf;

/// <summary>Where things stand on the page, in points (1/72 inch) from its upper left corner.</summary>
internal static class Grid
{
    // A4.
    public const float Width = 595.28f;
    public const float Height = 841.89f;

    public const float Left = 54;
    public const float Right = Width - Left;

    /// <summary>Three columns for seller, buyer and facts.</summary>
    public const float Second = 200;
    public const float Third = 346;
    public const float Gutter = 14;

    /// <summary>Where the lines begin: on the first page below the letterhead, then below a running head.</summary>
    public const float FirstLines = 282;
    public const float NextLines = 104;

    /// <summary>Nothing but the foot is below this.</summary>
    public const float Bottom = 772;

    public const float Foot = 804;

    // Right edges of columns of figures, left edge of the unit.
    public const float Quantity = 338;
    public const float Unit = 346;
    public const float Price = 447;
    public const float Description = 220;

    // The tax table, on the left beside the totals.
    public const float TaxBase = 190;
    public const float Tax = 268;
    public const float Sums = 346;
}
