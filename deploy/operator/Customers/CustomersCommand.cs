using System.CommandLine;
using System.Text.Json;
using Charging.Contracts;
using Charging.ServiceDefaults;
using Charging.ServiceDefaults.Auditing;
using Spectre.Console;

namespace Charging.Operator.Customers;

/// <summary><c>customers apply FILE</c>: tells the workers about customers; if one is wrong, about none.</summary>
internal static class CustomersCommand
{
    private const string Exchange = "customer-changed";

    private const int MostAtOnce = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A list of customers, in YAML or JSON." };
        var apply = new Command("apply", "Tells the workers about customers, and waits until they know them.")
        {
            file.AcceptExistingOnly(), Deed.ReasonOption(),
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

        await using var publisher = await RawPublisher.Connect(Settings.RabbitMq, stop);
        foreach (var some in customers.Chunk(MostAtOnce))
        {
            await Deed.Do(
                postgres,
                [.. some.Select(customer => new Intent(
                    customer.CustomerId,
                    newest.TryGetValue(customer.CustomerId, out var version) ? new { version } : null,
                    MarkOf(customer)))],
                async () =>
                {
                    await Task.WhenAll(some.Select(customer => Publish(publisher, customer, stop)));
                    return null;
                },
                stop);
        }

        return await WaitUntilKnown(versions, customers, stop) ? 0 : 1;
    }

    private static Task Publish(RawPublisher publisher, CustomerChanged customer, CancellationToken stop) =>
        publisher.Publish(
            Exchange, JsonSerializer.SerializeToUtf8Bytes(customer, Wire.Json), messageId: null, headers: null, stop);

    /// <summary>What the audit trail says of a customer: which version, on which plans, by what means to pay.</summary>
    private static object MarkOf(CustomerChanged customer) => new
    {
        customer.Version,
        plans = customer.Plans.Select(plan => plan.PlanCode),
        methods = customer.PaymentMethods.Select(method => $"{method.Brand} {method.LastFour}"),
    };

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
