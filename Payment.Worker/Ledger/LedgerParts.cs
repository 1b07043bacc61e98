namespace Charging.Payments.Ledger;

/// <summary>What an instance needs that watches the books.</summary>
internal static class LedgerParts
{
    /// <param name="worker">The payment worker.</param>
    /// <param name="watches">Whether this instance compares what is captured with what is booked.</param>
    public static void AddLedger(this Worker worker, bool watches)
    {
        worker.Services.AddSingleton<BookSums>();
        if (watches) worker.Services.AddHostedService<WatchBooks>();
    }
}
