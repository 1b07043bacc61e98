using Charging.Rating.Plans;
using Charging.ServiceDefaults;
using Npgsql;

namespace Charging.Rating.Assigning;

/// <summary>
/// Keeps customers and plans in memory as they are in the database: reads all of them whenever it begins to listen, and
/// each that changes. While it does not listen, the memory stays: a session that it cannot price asks the database.
/// </summary>
internal sealed class FollowTariffs(
    NpgsqlDataSource postgres, Customers customers, PricePlans plans, TimeProvider clock, Outages outages,
    ILogger<FollowTariffs> log)
    : Listener(postgres, clock, outages, Customers.Channel, PricePlans.Channel)
{
    protected override async Task Begin(CancellationToken cancellationToken)
    {
        await plans.Load(cancellationToken);
        await customers.Load(cancellationToken);
        log.TariffsLoaded();
    }

    protected override Task Hear(string channel, string payload, CancellationToken cancellationToken) =>
        channel == Customers.Channel
            ? customers.Refresh(payload, cancellationToken)
            : plans.Refresh(payload, cancellationToken);

    protected override void Lose(string reason) => log.TariffsUnheard(reason);
}
