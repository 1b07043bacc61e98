namespace Charging.Payments.Watching;

/// <summary>What an instance needs that watches what several rooms have to agree about.</summary>
internal static class WatchingParts
{
    public static void AddWatching(this Worker worker) => worker.Services
        .AddSingleton<BookSums>().AddSingleton<OpenWork>()
        .AddMeasure<BookSums, PaymentMetrics>(MeasureBooks.Of)
        .AddMeasure<OpenWork, PaymentMetrics>(MeasureOpenWork.Payments)
        .AddMeasure<OpenWork, PaymentMetrics>(MeasureOpenWork.Receipts)
        .AddMeasure<OpenWork, PaymentMetrics>(MeasureOpenWork.Refunds)
        .AddMeasure<OpenWork, PaymentMetrics>(MeasureOpenWork.Credits);
}
