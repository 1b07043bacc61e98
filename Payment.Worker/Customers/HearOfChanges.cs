using Charging.ServiceDefaults;
using Npgsql;

namespace Charging.Payments.Customers;

/// <summary>Tells <see cref="Customers"/> which of them changed, whichever instance kept the change.</summary>
internal sealed class HearOfChanges(
    NpgsqlDataSource postgres, Customers customers, Outages outages, ILogger<HearOfChanges> log, TimeProvider clock)
    : Listener(postgres, clock, outages, Customers.Channel)
{
    protected override Task Begin(CancellationToken cancellationToken)
    {
        customers.StartTrusting();
        return Task.CompletedTask;
    }

    protected override Task Hear(string channel, string payload, CancellationToken cancellationToken)
    {
        customers.Forget(payload);
        return Task.CompletedTask;
    }

    protected override void Lose(string reason)
    {
        customers.StopTrusting();
        log.ChangesNotHeard(reason);
    }
}
