namespace Charging.Payments.Watching;

/// <summary>What an instance needs that watches what several rooms have to agree about.</summary>
internal static class WatchingParts
{
    public static void AddWatching(this Worker worker) => worker.Services
        .AddSingleton<BookSums>().AddMeasure<BookSums, PaymentMetrics>(MeasureBooks.Of)
        .AddMeasure<NpgsqlDataSource, PaymentMetrics>(MeasureReconcile.Of);
}
