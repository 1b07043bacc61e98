using System.CommandLine;
using Charging.Payments.Banking;
using Charging.Payments.Statements;

namespace Charging.Payments.Commands;

/// <summary>
/// <c>bank import | suspense</c> and, in a file of its own, <c>assign | return | elsewhere</c>: what stands on the
/// statements of the bank, and what becomes of what nobody has known there.
/// </summary>
internal static class BankCommand
{
    public static Command Create(Worker worker) => new(
        "bank", "Imports the bank's statements and places what is on them.")
    {
        Import(worker), List(worker), SuspenseCommands.Assign(worker), SuspenseCommands.Return(worker),
        SuspenseCommands.Elsewhere(worker),
    };

    /// <returns>The command's exit code.</returns>
    public static async Task<int> Import(
        IServiceProvider services, string path, bool isNewAccount, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().UtcNow());
        IReadOnlyList<Statement> statements;
        await using (var file = GivenFile.Open(path)) statements = StatementReading.Read(file, path, today);

        var imports = await services.GetRequiredService<ImportStatements>()
            .Import(statements, Path.GetFileName(path), isNewAccount, cancellationToken);
        foreach (var import in imports) BankPrint.Import(import);
        BankPrint.Pending(statements);
        var left = await services.GetRequiredService<BankEntries>()
            .InSuspense(BankPrint.MostListed, cancellationToken);
        BankPrint.Left(left);
        return 0;
    }

    private static Command Import(Worker worker)
    {
        var file = new Argument<string>("FILE") { Description = "camt.053.001.02 or .08, as the bank sends it." };
        var isNew = new Option<bool>("--new-account")
        {
            Description = "It is the first of an account of ours: its opening balance is taken as given.",
        };
        var command = new Command("import", "Checks a file of statements and imports what is new of it, or nothing.")
        {
            file, isNew, Deed.ReasonOption(),
        };
        command.SetAction((parsed, cancellationToken) => worker.Run(
            (services, stop) => Import(services, parsed.GetRequiredValue(file), parsed.GetValue(isNew), stop),
            cancellationToken));
        return command;
    }

    private static Command List(Worker worker)
    {
        var command = new Command("suspense", "Lists what is on the statements and belongs nowhere yet, and why.");
        command.SetAction((_, cancellationToken) => worker.Run(async (services, stop) =>
        {
            BankPrint.Suspense(await services.GetRequiredService<BankEntries>().InSuspense(BankPrint.MostListed, stop));
            return 0;
        }, cancellationToken));
        return command;
    }
}
