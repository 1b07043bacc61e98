using System.CommandLine;
using System.Text.Json;
using Charging.Contracts;
using Charging.ServiceDefaults;
using Spectre.Console;

namespace Charging.Operator.Customers;

/// <summary><c>customers apply FILE</c>: tells the workers about customers; if one is wrong, about none.</summary>
internal static class CustomersCommand
{
    private const string Exchange = "customer-changed";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A list of customers, in YAML or JSON." };
        var apply = new Command("apply", "Tells the workers about customers, and waits until they know them.")
        {
            file.AcceptExistingOnly(),
        };
        apply.SetAction((parsed, stop) => Apply(parsed.GetRequiredValue(file), stop));
        return new Command("customers", "The customers whose sessions are charged.") { apply };
    }

    private static async Task<int> Apply(FileInfo file, CancellationToken stop)
    {
        await using var postgres = Settings.OpenPostgres();
        var versions = new CustomerVersions(postgres);
        var newest = await versions.Newest(stop);
        var text = await File.ReadAllTextAsync(file.FullName, stop);
        var customers = CustomerFile.Read(file.Name, text, id => newest.GetValueOrDefault(id) + 1);

        await using var publisher = await RawPublisher.Connect(Settings.Crm, stop);
        foreach (var customer in customers)
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(customer, Wire.Json);
            await publisher.Publish(Exchange, body, messageId: null, headers: null, stop);
        }

        return await WaitUntilKnown(versions, customers, stop) ? 0 : 1;
    }

    private static async Task<bool> WaitUntilKnown(
        CustomerVersions versions, IReadOnlyList<CustomerChanged> customers, CancellationToken stop)
    {
        string[] ids = [.. customers.Select(customer => customer.CustomerId)];
        long[] told = [.. customers.Select(customer => customer.Version)];
        var missing = (long)ids.Length;
        await Until.True(
            async () => (missing = await versions.Missing(ids, told, stop)) == 0, Patience, stop);

        AnsiConsole.MarkupLineInterpolated(missing == 0
            ? (FormattableString)$"{ids.Length} customers are known to the three workers."
            : $"[red]{missing} of {ids.Length} customers are not known to every worker yet:[/] ./charging status");
        return missing == 0;
    }
}
