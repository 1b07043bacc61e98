using Charging.Invoicing.Exchanging;

namespace Charging.Invoicing.Awaiting;

/// <summary>What an instance needs to convert tax, and to wait for the rates that it takes.</summary>
internal static class AwaitingParts
{
    public static void AddExchanging(this Worker worker)
    {
        worker.Services.AddExchanging().AddHeard<ExchangeRates>(one => one.Heard);
        worker.Services.AddHostedService<IssueWaitingUsages>();
        worker.Services.AddMeasure<WaitingUsages, InvoicingMetrics>(MeasureWaitingUsages.Of);
    }

    /// <summary>The tables, without the rounds.</summary>
    public static IServiceCollection AddExchanging(this IServiceCollection services) =>
        services.AddSingleton<ExchangeRates>().AddSingleton<WaitingUsages>();
}
