namespace Charging.Payments.Payouts;

/// <summary>What books payouts, and the command for it.</summary>
internal static class PayoutsParts
{
    public static void AddPayouts(this Worker worker)
    {
        worker.Services.AddSingleton<Payouts>();
        worker.AddCommand(SettleCommand.Create(worker));
    }
}
