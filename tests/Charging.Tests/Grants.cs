using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Tests;

/// <summary>What a worker's Schema/rights.sql lets its login change.</summary>
internal static partial class Grants
{
    /// <summary>As payment.receipts.status.</summary>
    public static IReadOnlyList<string> UpdatesOf(string worker) =>
    [
        .. ColumnGrants().Matches(Rights(worker))
            .SelectMany(match => match.Groups["columns"].Value.Split(',', StringSplitOptions.TrimEntries)
                .Select(column => $"{match.Groups["table"].Value}.{column}"))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>As payment.schedule.</summary>
    public static IReadOnlyList<string> DeletesOf(string worker) =>
    [
        .. DeleteGrants().Matches(Rights(worker))
            .SelectMany(match => match.Groups["tables"].Value.Split(',', StringSplitOptions.TrimEntries))
            .Order(StringComparer.Ordinal),
    ];

    private static string Rights(string worker) =>
        File.ReadAllText(Path.Combine(Bed.Root, $"{worker}.Worker", "Schema", "rights.sql"));

    [GeneratedRegex(@"(?s)grant update \((?<columns>[^)]+)\)\s+on (?<table>\w+\.\w+) to ")]
    private static partial Regex ColumnGrants();

    [GeneratedRegex(@"grant delete on (?<tables>[^;]+?) to ")]
    private static partial Regex DeleteGrants();
}
