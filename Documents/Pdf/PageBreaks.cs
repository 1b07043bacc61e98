namespace Charging.Documents.Pdf;

/// <summary>Which pieces stand on which page.</summary>
internal static class PageBreaks
{
    /// <summary>
    /// How many pieces each page takes: as many as fit, but at least one; the first, which has less room, may have
    /// none. All lengths are in points.
    /// </summary>
    public static IReadOnlyList<int> Of(IEnumerable<float> heights, float firstRoom, float nextRoom)
    {
        var pages = new List<int>();
        var (count, left) = (0, firstRoom);
        foreach (var height in heights)
        {
            if (height > left && (count > 0 || left < nextRoom))
            {
                pages.Add(count);
                (count, left) = (0, nextRoom);
            }

            (count, left) = (count + 1, left - height);
        }

        pages.Add(count);
        return pages;
    }
}
