using System.Security.Cryptography;
using Charging.TestBed;

namespace Charging.Tests.Rollout;

/// <summary>
/// What the newest release may do and has done is still so: its workers run beside those that replace them, and again
/// after a roll-back.
/// </summary>
public class ReleasedTests
{
    private const string TooSoon = "A right goes one release after its last use.";

    private static readonly string[] Workers = ["Invoicing", "Payment", "Rating"];

    [Test]
    public void A_migration_that_was_released_does_not_change()
    {
        var today = Migrations().ToDictionary(file => file, SumOf);

        var released = Released.Lines("migrations", today.Select(file => $"{file.Value}  {file.Key}"));

        Assert.That(
            released.Where(line => line.Split("  ") is [var sum, var file] && today.GetValueOrDefault(file) != sum),
            Is.Empty,
            "Databases out there have run these and run them no more: write a new one, with the next number.");
    }

    [Test]
    public void A_new_migration_comes_after_all_that_were_released()
    {
        var last = Released.Migrations.Keys.GroupBy(FolderOf)
            .ToDictionary(folder => folder.Key, folder => folder.Max(StringComparer.Ordinal));

        Assert.That(
            Migrations().Where(file => !Released.Migrations.ContainsKey(file)
                && string.CompareOrdinal(file, last.GetValueOrDefault(FolderOf(file))) < 0),
            Is.Empty);
    }

    [Test]
    public void What_was_released_may_still_do_on_the_broker_what_it_might()
    {
        var today = File.ReadLines(Path.Combine(Bed.Root, "deploy", "broker-rights"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .SelectMany(words => words.Skip(2).Select(name => $"{words[0]} {words[1]} {name}"))
            .ToList();

        Assert.That(Released.Lines("broker-rights", today), Is.SubsetOf(today), TooSoon);
    }

    [Test]
    public void What_was_released_may_still_change_in_the_database_what_it_might()
    {
        var today = Workers.SelectMany(worker =>
            Grants.UpdatesOf(worker).Select(column => $"{worker} update {column}")
                .Concat(Grants.DeletesOf(worker).Select(table => $"{worker} delete {table}")))
            .ToList();

        Assert.That(Released.Lines("rights", today), Is.SubsetOf(today), TooSoon);
    }

    /// <summary>As Rating.Worker/Schema/0001_rating.sql.</summary>
    private static IEnumerable<string> Migrations() =>
        Workers.Select(worker => $"{worker}.Worker/Schema").Append("ServiceDefaults/Auditing/Schema")
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Bed.Root, folder), "0*.sql"))
            .Select(file => Path.GetRelativePath(Bed.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    private static string FolderOf(string file) => file[..file.LastIndexOf('/')];

    private static string SumOf(string file) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Bed.Root, file))));
}
