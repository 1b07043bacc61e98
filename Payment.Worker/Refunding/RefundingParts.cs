using Charging.ServiceDefaults;

namespace Charging.Payments;

/// <summary>What an instance needs that gives money back, and the commands that order it.</summary>
internal static class RefundingParts
{
    /// <param name="worker">The payment worker.</param>
    /// <param name="collects">Whether this instance looks at the refunds that are due.</param>
    public static void AddRefunding(this Worker worker, bool collects)
    {
        worker.Services.AddSingleton<Refunds>().AddSingleton<GiveBack>();
        if (collects) worker.Services.AddHostedService<WakeRefunds>();
    }
}
