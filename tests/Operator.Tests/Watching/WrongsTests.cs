using Charging.Operator.Watching;

namespace Charging.Operator.Tests.Watching;

public class WrongsTests
{
    [TestCase(PostgresErrorCodes.LockNotAvailable, "pool-exhausted")]
    [TestCase(PostgresErrorCodes.CannotConnectNow, "database-does-not-start")]
    public async Task A_database_that_is_locked_is_told_from_one_that_is_away(string sqlState, string page)
    {
        var wrongs = new Wrongs();

        await wrongs.LookAt(
            "The database", "what became of sessions", "database-does-not-start",
            () => throw new PostgresException("It cannot be.", "ERROR", "ERROR", sqlState));

        Assert.That(wrongs.ExitCode, Is.EqualTo(1));
        Assert.That(wrongs.Sentences, Has.One.EndsWith($"docs/runbook/{page}.md"));
    }
}
