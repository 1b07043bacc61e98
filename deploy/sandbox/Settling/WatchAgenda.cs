namespace Charging.Sandbox;

/// <summary>Lets things happen when their time comes, although nobody calls.</summary>
internal sealed class WatchAgenda(Teller teller) : BackgroundService
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Step);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await teller.Settle();
    }
}
