using Charging.TestBed;
using NUnit.Framework.Interfaces;

namespace Charging.Tests;

/// <summary>What is asked of a chain again and again.</summary>
internal static class ChainAssertions
{
    /// <summary>
    /// Waits until so many sessions are rated, invoiced, captured, settled and, where the chain sends receipts, have
    /// theirs.
    /// </summary>
    public static async Task AllCharged(this Chain chain, int sessions, TimeSpan limit)
    {
        await Eventually.Becomes(
            () => chain.Progress(),
            seen => seen.AllAre(sessions, chain.SendsReceipts),
            limit,
            $"{sessions} sessions charged to the end");
        await chain.BooksBalance(sessions);
    }

    /// <summary>Every equation of the books holds for so many different sessions.</summary>
    public static async Task BooksBalance(this Chain chain, int sessions)
    {
        var books = await Books.Read(chain, chain.Before.Sessions + sessions);
        Assert.That(books.Where(equation => !equation.Holds), Is.Empty);
    }

    /// <summary>Waits until so many messages lie in a queue.</summary>
    public static async Task Lie(this Chain chain, string queue, long count, TimeSpan limit) =>
        await Eventually.Becomes(
            async () => (await chain.Broker.Messages()).GetValueOrDefault(queue), lying => lying == count, limit,
            $"{count} in {queue}");

    /// <summary>Nothing lies in any queue, those for errors and dead letters included.</summary>
    public static Task QueuesAreEmpty(this Chain chain) => Eventually.Becomes(
        async () => string.Join(", ", (await chain.Broker.Messages()).Where(queue => queue.Value > 0)),
        waiting => waiting.Length == 0,
        TimeSpan.FromMinutes(1),
        "every queue empty");

    /// <summary>Ends the chain, see <see cref="KeepLogs"/>.</summary>
    public static async Task Close(this Chain? chain)
    {
        if (chain is null) return; // It did not even begin, and has said why.

        chain.KeepLogs();
        await chain.DisposeAsync();
    }

    /// <summary>After a failure the workers' logs are kept beside the test's result.</summary>
    public static void KeepLogs(this Chain chain)
    {
        var test = TestContext.CurrentContext;
        if (test.Result.Outcome.Status == TestStatus.Failed)
        {
            var kept = Directory.CreateDirectory(Path.Combine(test.WorkDirectory, "logs", test.Test.ID)).FullName;
            foreach (var log in chain.LogFiles.Where(File.Exists))
            {
                var copy = Path.Combine(kept, Path.GetFileName(log));
                File.Copy(log, copy, overwrite: true);
                TestContext.AddTestAttachment(copy);
            }
        }
    }
}
