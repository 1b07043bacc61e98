using System.CommandLine;
using Charging.Operator.Auditing;
using Charging.Operator.Books;
using Charging.Operator.Customers;
using Charging.Operator.DeadLetters;
using Charging.Operator.Exporting;
using Charging.Operator.Publishing;
using Charging.Operator.Tracing;
using Charging.Operator.Watching;
using Spectre.Console;

CommandLine.Open(isService: false);
var root = new RootCommand("The operator's commands: what goes in, what came of it, and whether the books agree.")
{
    PublishCommand.Create(),
    CustomersCommand.Create(),
    ReconcileCommand.Create(),
    BooksCommand.Create(),
    TraceCommand.Create(),
    DeadCommand.Create(),
    StatusCommand.Create(),
    AlertsCommand.Create(),
    WatchCommand.Create(),
    OutcomesCommand.Create(),
    AuditCommand.Create(),
};
root.Options.Add(Deed.As());

// A file or a pipe has no width of its own; the tables want this much.
if (!AnsiConsole.Profile.Out.IsTerminal) AnsiConsole.Profile.Width = 150;

return await CommandLine.Run(root, args);
