namespace Charging.Payments.Watching;

/// <summary>What an instance needs that watches what several rooms have to agree about.</summary>
internal static class WatchingParts
{
    /// <param name="worker">The payment worker.</param>
    /// <param name="watches">Whether this instance compares what is captured with what is booked.</param>
    public static void AddWatching(this Worker worker, bool watches)
    {
        worker.Services.AddSingleton<BookSums>();
        if (watches) worker.Services.AddHostedService<WatchBooks>();
    }
}
