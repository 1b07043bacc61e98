using Charging.Payments.Tests.Gateway;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

/// <summary>Each test with a worker that waits as in production, and whose gateway answers as the test says.</summary>
public abstract class OnScriptedGateway : OnDatabase
{
    private protected readonly InvoiceCreated invoice = Invoice();
    private protected Func<Task<GatewayAnswer>> draws = () =>
        Task.FromResult<GatewayAnswer>(new GatewayAnswer.Captured("pay_1"));
    private protected ScriptedGateway gateway = null!;
    private protected CollectingWorker worker = null!;

    [SetUp]
    public async Task Begin()
    {
        gateway = new ScriptedGateway((_, _) => draws());
        worker = await CollectingWorker.Start(database, gateway, new RetryOptions());
        await worker.Keep(Customer("acme", "tok_a"));
    }

    [TearDown]
    public async Task End() => await worker.DisposeAsync();

    private protected async Task Become(string state, GatewayAnswer answer)
    {
        draws = () => Task.FromResult(answer);
        await worker.Deliver(invoice);
        await worker.Becomes(invoice, state);
    }

    private protected Task<string> State() => database.Value<string>("select state from payment.payments");
}
