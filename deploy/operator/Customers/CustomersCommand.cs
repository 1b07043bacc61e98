using System.CommandLine;
using System.Text.Json;
using Charging.Contracts;
using Charging.ServiceDefaults;
using Spectre.Console;

namespace Charging.Operator.Customers;

/// <summary><c>customers apply FILE</c>: tells the workers about customers, all of the file or, if one is wrong, none.</summary>
internal static class CustomersCommand
{
    private const string Exchange = "customer-changed";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A list of customers, in YAML or JSON." };
        var apply = new Command("apply", "Tells the workers about the customers of a file, and waits until they know them.")
        {
            file.AcceptExistingOnly(),
        };
        apply.SetAction((parsed, stop) => Apply(parsed.GetRequiredValue(file), stop));
        return new Command("customers", "The customers whose sessions are charged.") { apply };
    }

    private static async Task<int> Apply(FileInfo file, CancellationToken cancellationToken)
    {
        await using var postgres = Settings.OpenPostgres();
        var versions = new CustomerVersions(postgres);
        var newest = await versions.Newest(cancellationToken);
        var text = await File.ReadAllTextAsync(file.FullName, cancellationToken);
        var customers = CustomerFile.Read(file.Name, text, id => newest.GetValueOrDefault(id) + 1);

        await using var publisher = await RawPublisher.Connect(Settings.RabbitMq, cancellationToken);
        foreach (var customer in customers)
            await publisher.Publish(
                Exchange, JsonSerializer.SerializeToUtf8Bytes(customer, Wire.Json), messageId: null, headers: null, cancellationToken);

        return await WaitUntilKnown(versions, customers, cancellationToken) ? 0 : 1;
    }

    private static async Task<bool> WaitUntilKnown(
        CustomerVersions versions, IReadOnlyList<CustomerChanged> customers, CancellationToken cancellationToken)
    {
        string[] ids = [.. customers.Select(customer => customer.CustomerId)];
        long[] told = [.. customers.Select(customer => customer.Version)];
        var missing = (long)ids.Length;
        await Until.True(
            async () => (missing = await versions.Missing(ids, told, cancellationToken)) == 0, Patience, cancellationToken);

        if (missing > 0)
            AnsiConsole.MarkupLineInterpolated(
                $"[red]{missing} of {ids.Length} customers are not known to all three workers yet.[/] Are they running? ./charging status");
        else
            AnsiConsole.MarkupLineInterpolated($"{ids.Length} customers are known to the three workers.");
        return missing == 0;
    }
}
