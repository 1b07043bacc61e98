using System.CommandLine;
using System.Text.Json;
using Charging.ServiceDefaults.Auditing;
using Charging.ServiceDefaults.Terminals;
using Charging.ServiceDefaults.Waiting;
using Microsoft.Extensions.Options;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>
/// How a program obeys its command line: whatever goes wrong ends in a sentence for people and exit code 1, never in a
/// stack trace. <c>CHARGING_STACK=1</c> shows that too, for whoever looks for a fault of ours.
/// </summary>
public static class CommandLine
{
    /// <summary>What a shell says of a program that was stopped by Ctrl-C.</summary>
    private const int Interrupted = 130;

    private const string StackWanted = "CHARGING_STACK";

    /// <summary>From here on nothing is said past <see cref="Terminal"/>.</summary>
    /// <param name="isService">A service that dies shows where; a command says what.</param>
    public static void Open(bool isService)
    {
        Terminal.Open();
        if (isService) return;
        AppDomain.CurrentDomain.UnhandledException += (_, happened) =>
        {
            if (happened.ExceptionObject is Exception exception) Environment.Exit(Complain(exception));
        };
    }

    public static async Task<int> Run(RootCommand commands, string[] args)
    {
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false };

        // Told to end, a worker ends by limits of its own; the library would end the process after two seconds.
        if (args.Length == 0) invocation.ProcessTerminationTimeout = ShutdownTimes.Process;
        try
        {
            var parsed = commands.Parse(args);
            Deed.Begin(parsed);
            return await parsed.InvokeAsync(invocation);
        }
        catch (OperationCanceledException stopped) when (stopped.InnerException is not TimeoutException)
        {
            return Interrupted;
        }
        catch (Exception exception) when (args.Length > 0 || Explains(exception))
        {
            return Complain(exception);
        }
    }

    /// <summary>One that says what, which one and what to do; any other is a fault of the program itself.</summary>
    public static string Sentence(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var only] } => Sentence(only),
        PublishException => $"No queue takes it, or the broker refuses it ({exception.Message}). " +
            "Declare queues: ./charging up",
        RabbitMQClientException => $"The broker does not answer as it should: {exception.Message}",
        NpgsqlException => $"The database does not answer as it should: {exception.Message}",
        HttpRequestException => $"Nobody answers as they should over HTTP: {exception.Message}",
        _ when Explains(exception) => exception.Message,
        _ => $"This is a fault of the program itself ({exception.GetType().Name}: {exception.Message}). Please " +
            $"report it with what you did; {StackWanted}=1 before the command shows where it happened.",
    };

    private static bool Explains(Exception exception) => exception
        is InvalidOperationException or OptionsValidationException or IOException or UnauthorizedAccessException
        or FormatException or JsonException or HttpRequestException || Transient.Is(exception);

    private static int Complain(Exception exception)
    {
        Terminal.Complain(Sentence(exception));
        if (Environment.GetEnvironmentVariable(StackWanted) is { Length: > 0 }) Terminal.Complain($"{exception}");
        return 1;
    }
}
