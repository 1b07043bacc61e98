using Charging.TestBed;

namespace Charging.Tests;

/// <summary>A clock that was set wrongly would draw money before its time, so it is refused at once.</summary>
public class AheadClockTests
{
    [TestCase("-01:00:00")]
    [TestCase("tomorrow")]
    public async Task A_worker_whose_clock_is_to_be_behind_or_anywhere_does_not_start(string ahead)
    {
        var log = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.log");
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Postgres"] = "Host=127.0.0.1",
            ["ConnectionStrings__RabbitMq"] = "amqp://127.0.0.1",
            ["Clock__Ahead"] = ahead,
        };
        await using var worker = new WorkerProcess("Payment.Worker", settings, log);

        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() => worker.Run());

        Assert.That(ended!.Message, Does.Contain("ended with 1").And.Contains($"Clock__Ahead is '{ahead}'"));
        File.Delete(log);
    }
}
