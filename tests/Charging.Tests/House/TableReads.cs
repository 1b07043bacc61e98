using System.Text.RegularExpressions;

namespace Charging.Tests.House;

/// <summary>
/// Which tables a file's SQL names, and whether its room may know theirs: a table is of the room in which the file
/// stands that is named for it.
/// </summary>
internal static partial class TableReads
{
    /// <summary>
    /// Reads that go against the arrows, each because one statement has to see both tables at one moment, or spares a
    /// round trip by a join. What is not named here is asked of the room whose table it is.
    /// </summary>
    public static IReadOnlySet<(string Folder, string Table)> AgainstArrows { get; } = new HashSet<(string, string)>
    {
        ("Rating.Worker/Plans", "rating.usages"),
        ("Invoicing.Worker/Crediting", "invoicing.gathered"),
        ("Invoicing.Worker/Issuing", "invoicing.credit_notes"),
        ("Payment.Worker/Banking", "payment.payments"),
        ("Payment.Worker/Collecting", "payment.refunds"),
        ("Payment.Worker/Crediting", "payment.refunds"),
        ("Payment.Worker/Customers", "payment.payments"),
        ("Payment.Worker/Payouts", "payment.attempts"),
        ("Payment.Worker/Receipts", "payment.payments"),
    };

    /// <summary>By the path of the file named for it.</summary>
    private static readonly Dictionary<string, string> RoomFolders = ViewRules.Tables
        .Select(table => (table, file: SourceFile.All.FirstOrDefault(file => IsNamedFor(file, table))))
        .Where(one => one.file is not null)
        .ToDictionary(one => one.table, one => one.file!.Folder);

    /// <summary>Of the worker's own tables those that the file's SQL names.</summary>
    public static IEnumerable<string> Of(SourceFile file) => TableWrites.LiteralsIn(file)
        .SelectMany(literal => Named().Matches(literal))
        .Select(named => named.Groups["table"].Value)
        .Where(RoomFolders.ContainsKey)
        .Distinct();

    /// <summary>What a file's SQL names of rooms that its own may not know.</summary>
    public static IEnumerable<string> Offences(Rooms rooms, SourceFile file) =>
        from table in rooms.Has(file) ? Of(file) : []
        let known = rooms.RoomOfFolder(RoomFolders[table])
        where known is not null && !rooms.Allows(rooms.RoomOfFolder(file.Folder)!, known)
            && !AgainstArrows.Contains((file.Folder, table))
        select $"{file.Path} reads {table}, which is of {known}";

    private static bool IsNamedFor(SourceFile file, string table) =>
        file.IsOfWorker && file.Name == TableWrites.FileOf(table) && file.Path.StartsWith(
            $"{table[..table.IndexOf('.', StringComparison.Ordinal)]}.Worker/", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"(?:\b(?:from|join|using|update|into|only)|,)\s+(?:lateral\s+)?(?<table>[a-z]+\.[a-z_]+)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Named();
}
