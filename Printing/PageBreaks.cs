namespace Charging.Printing;

/// <summary>Which rows stand on which page.</summary>
internal static class PageBreaks
{
    /// <summary>
    /// How many rows each page takes: as many as fit, but at least one; and after the last row the end of the document
    /// stays in one piece, on a page without rows if need be. All lengths are in points.
    /// </summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<float> rows, float firstRoom, float nextRoom, float end)
    {
        var pages = new List<int>();
        var (count, left) = (0, firstRoom);
        foreach (var row in rows)
        {
            if (row > left && count > 0)
            {
                pages.Add(count);
                (count, left) = (0, nextRoom);
            }

            (count, left) = (count + 1, left - row);
        }

        pages.Add(count);
        if (end > left) pages.Add(0);
        return pages;
    }
}
