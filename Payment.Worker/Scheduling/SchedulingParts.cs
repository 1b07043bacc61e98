namespace Charging.Payments.Scheduling;

/// <summary>What an instance needs that lets payments wait, or says until when they do.</summary>
internal static class SchedulingParts
{
    /// <param name="worker">The payment worker.</param>
    /// <param name="wakes">Whether this instance wakes the payments that are due.</param>
    public static void AddScheduling(this Worker worker, bool wakes)
    {
        worker.Services.AddOptions<RetryOptions>().BindConfiguration("Retry")
            .ValidateDataAnnotations().ValidateOnStart();
        worker.Services.AddSingleton<Schedule>();
        if (wakes) worker.Services.AddHostedService<WakePayments>();
    }
}
