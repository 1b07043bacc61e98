using Microsoft.Extensions.Options;

namespace Charging.Invoicing.Gathering;

/// <summary>What an instance needs to gather small charges and to issue them.</summary>
internal static class GatheringParts
{
    public static void AddGathering(this Worker worker)
    {
        worker.Services.AddOptions<GatheringOptions>()
            .BindConfiguration("Gathering").ValidateDataAnnotations().ValidateOnStart();
        worker.Services.AddGathering();
        worker.Services.AddHostedService<IssueOpenInvoices>();
        worker.Services.AddMeasure<OpenInvoices, InvoicingMetrics>(MeasureOpenInvoices.Of);
    }

    /// <summary>The tables and the plan, without the rounds.</summary>
    public static IServiceCollection AddGathering(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<IOptions<GatheringOptions>>().Value)
        .AddSingleton<IssuePlan>().AddSingleton<Thresholds>().AddSingleton<Gathered>().AddSingleton<OpenInvoices>()
        .AddSingleton<Untold>();
}
