namespace Charging.Payments.Commands;

/// <summary>What a person says to this worker.</summary>
internal static class CommandsParts
{
    public static void AddCommands(this Worker worker)
    {
        worker.AddCommand(ReceiptCommands.Create(worker));
        worker.AddCommand(PaymentsCommand.Create(worker));
        worker.AddCommand(BankCommand.Create(worker));
    }
}
