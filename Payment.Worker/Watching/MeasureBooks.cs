namespace Charging.Payments.Watching;

/// <summary>Measures whether what was captured is what was booked, for an alert to a person when it is not.</summary>
internal static class MeasureBooks
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>Whoever takes over within this of another's look takes what that has found.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(4);

    public static Measure Of(BookSums books, PaymentMetrics metrics) => new(
        "books", Pause, [metrics.BooksImbalance],
        async (now, stop) =>
        {
            var differences = await books.Differences(now, now - Fresh, stop);
            metrics.BooksImbalance.Show(differences.ToDictionary(one => one.Key, one => (double)one.Value));
            if (differences.Count > 0) metrics.BooksChecked(differences.Values.All(minor => minor == 0));
            return await books.LookedAt(stop) ?? now;
        });
}
