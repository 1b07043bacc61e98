using System.CommandLine;
using System.Text.Json;

namespace Charging.Operator.Customers;

/// <summary>
/// <c>customers apply FILE</c>: tells the workers about customers; if one is wrong, about none. It says what it waits
/// for, and for how long.
/// </summary>
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
            file, Deed.ReasonOption(),
        };
        apply.SetAction((parsed, stop) => Apply(parsed.GetRequiredValue(file), stop));
        return new Command("customers", "The customers whose sessions are charged.") { apply };
    }

    private static async Task<int> Apply(FileInfo file, CancellationToken stop)
    {
        var text = await GivenFile.ReadText(file.FullName, stop);
        await using var postgres = Settings.OpenPostgres();
        var versions = new CustomerVersions(postgres);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var highest = CustomerVersion.Highest(now);
        var newest = await versions.Newest(highest, stop);
        var sellers = await new KnownSellers(postgres).All(stop);
        var customers = CustomerFile.Read(
            file.Name, text, id => newest.GetValueOrDefault(id) + 1, sellers.GetValueOrDefault, now);

        Console.WriteLine($"Telling the workers about {customers.Count} customer(s).");
        await using var publisher = await RawPublisher.Connect(Settings.Crm, stop);
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
                    await Tell(publisher, some, stop);
                    return null;
                },
                stop);
        }

        return await AreKnown(versions, customers, highest, stop) ? 0 : 1;
    }

    private static Task Tell(RawPublisher publisher, IEnumerable<CustomerChanged> customers, CancellationToken stop)
    {
        var told = Task.WhenAll(customers.Select(customer => publisher.Publish(
            Exchange, JsonSerializer.SerializeToUtf8Bytes(customer, Wire.Json), null, headers: null, stop)));
        return Until.Done(
            told, "the broker to confirm (it holds publishers back while its memory or its disk is short)", stop);
    }

    /// <summary>What the audit trail says of a customer: which version, on which plans, by what means to pay.</summary>
    private static object MarkOf(CustomerChanged customer) => new
    {
        customer.Version,
        plans = customer.Plans.Select(plan => plan.PlanCode),
        methods = customer.PaymentMethods.Select(method => $"{method.Brand} {method.LastFour}"),
    };

    private static async Task<bool> AreKnown(
        CustomerVersions versions, IReadOnlyList<CustomerChanged> customers, long highest, CancellationToken stop)
    {
        string[] ids = [.. customers.Select(customer => customer.CustomerId)];
        long[] told = [.. customers.Select(customer => customer.Version)];
        var missing = (long)ids.Length;
        await Until.Done(
            Until.True(async () => (missing = await versions.Missing(ids, told, highest, stop)) == 0, Patience, stop),
            $"the three workers to know them, up to {Patience.TotalSeconds} s", stop);

        Terminal.MarkupLine(missing == 0
            ? $"{ids.Length} customers are known to the three workers."
            : (FormattableString)
                $"[red]{missing} of {ids.Length} customers are not known to every worker yet:[/] ./charging status");
        return missing == 0;
    }
}
