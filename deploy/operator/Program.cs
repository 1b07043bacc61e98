using System.CommandLine;
using Charging.Operator.Auditing;
using Charging.Operator.Books;
using Charging.Operator.Customers;
using Charging.Operator.DeadLetters;
using Charging.Operator.Publishing;
using Charging.Operator.Tracing;
using Charging.Operator.Watching;
using Charging.ServiceDefaults.Auditing;
using Npgsql;
using RabbitMQ.Client.Exceptions;
using Spectre.Console;

var root = new RootCommand("The operator's commands: what goes in, what came of it, and whether the books agree.")
{
    PublishCommand.Create(),
    CustomersCommand.Create(),
    ReconcileCommand.Create(),
    TraceCommand.Create(),
    DeadCommand.Create(),
    StatusCommand.Create(),
    WatchCommand.Create(),
    OutcomesCommand.Create(),
    AuditCommand.Create(),
};
root.Options.Add(Deed.As());

// A file or a pipe has no width of its own; the tables want this much.
if (!AnsiConsole.Profile.Out.IsTerminal) AnsiConsole.Profile.Width = 150;

try
{
    var parsed = root.Parse(args);
    Deed.Begin(parsed);
    return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (OperationCanceledException)
{
    return 130; // Ctrl-C, in the shell's way of saying so
}
catch (PublishException exception)
{
    return Refuse($"No queue takes it, or the broker refuses it ({exception.Message}). Declare queues: ./charging up");
}
catch (RabbitMQClientException exception)
{
    return Refuse($"The broker does not answer as it should: {exception.Message}");
}
catch (HttpRequestException exception)
{
    return Refuse($"The broker's management does not answer as it should: {exception.Message}");
}
catch (NpgsqlException exception)
{
    return Refuse($"The database does not answer as it should: {exception.Message}");
}
catch (InvalidOperationException exception)
{
    return Refuse(exception.Message);
}
catch (FormatException exception)
{
    return Refuse(exception.Message);
}
catch (IOException exception)
{
    return Refuse(exception.Message);
}

static int Refuse(string message)
{
    Console.Error.WriteLine(message);
    return 2;
}
