using System.CommandLine;
using Charging.Operator.Books;
using Charging.Operator.Customers;
using Charging.Operator.DeadLetters;
using Charging.Operator.Publishing;
using Charging.Operator.Tracing;
using Charging.Operator.Watching;
using Npgsql;
using RabbitMQ.Client.Exceptions;

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
};

try
{
    return await root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception exception) when (exception is InvalidOperationException or FormatException or IOException)
{
    await Console.Error.WriteLineAsync(exception.Message);
}
catch (PublishException exception)
{
    await Console.Error.WriteLineAsync(
        $"The broker has no queue for it, or refused it ({exception.Message}). Declare the queues: ./charging up");
}
catch (Exception exception) when (exception is NpgsqlException or RabbitMQClientException or HttpRequestException)
{
    await Console.Error.WriteLineAsync($"Broker or database does not answer as it should: {exception.Message}");
}

return 2;
