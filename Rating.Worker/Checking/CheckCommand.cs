using System.CommandLine;
using Charging.Rating.Importing;
using Charging.Rating.Rejecting;

namespace Charging.Rating.Checking;

/// <summary>
/// <c>check</c>: judges a file of sessions, or of a platform's own records, as the worker would, with neither broker
/// nor database. One line for each that is wrong; exits with 1 if any is.
/// </summary>
internal static class CheckCommand
{
    /// <summary>A wrong file is wrong on every line; somebody reads so many.</summary>
    private const int MostLines = 1_000;

    private const int LargestFile = 1024 * 1024 * 1024;

    public static Command Create(Worker worker)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "One session a line or one JSON array; with --format records as 'publish' takes them.",
        };
        var name = new Option<string?>("--format") { Description = "Which records these are; sessions unless given." };
        name.AcceptOnlyFromAmong([.. RecordFormat.All.Select(format => format.Name)]);
        var command = new Command("check", "Judges sessions before they are published; sends nothing.") { file, name };
        command.SetAction((parsed, stop) =>
        {
            var format = RecordFormat.All.SingleOrDefault(format => format.Name == parsed.GetValue(name));
            return Run(
                parsed.GetRequiredValue(file), format is null ? null : Reader(worker.Configuration, format),
                TimeProvider.System.GetUtcNow().UtcDateTime, Console.Out, stop);
        });
        return command;
    }

    /// <param name="path">The file.</param>
    /// <param name="records">What a record is; null for sessions.</param>
    /// <param name="now">UTC.</param>
    /// <param name="output">Hears of each that is wrong, and of all at the end.</param>
    /// <param name="stop">Ends the reading.</param>
    internal static async Task<int> Run(
        string path, Func<ReadOnlyMemory<byte>, Imported>? records, DateTime now, TextWriter output,
        CancellationToken stop)
    {
        var bytes = await GivenFile.ReadBytes(path, stop, LargestFile);
        var name = Path.GetFileName(path);
        if (PackedBytes.Open(bytes, PackedBytes.LargestFile, out var complaint) is not { } content)
        {
            await output.WriteLineAsync($"{name}:1  -  {SessionRejected.Unreadable}  {complaint!.Reason}");
            return 1;
        }

        var (taken, wrong, skipped, noted) = (0, 0, 0, 0);
        foreach (var (line, record) in RecordFile.Read(content))
        {
            var said = Judge(record, records, now);
            if (said is null)
            {
                skipped++;
                continue;
            }

            if (said.IsWrong) wrong++;
            else taken++;
            if (said.Sentence is not null && ++noted <= MostLines)
                await output.WriteLineAsync(said.ToLine(name, line));
        }

        if (noted > MostLines) await output.WriteLineAsync($"… and {noted - MostLines} line(s) more.");
        await output.WriteLineAsync($"{name}: {taken} would be taken, {wrong} wrong, {skipped} skipped. " +
            "Whether customer, plan and price are there, only a running system knows.");
        return wrong == 0 ? 0 : 1;
    }

    private static Func<ReadOnlyMemory<byte>, Imported> Reader(IConfiguration configuration, RecordFormat format)
    {
        var options = ImportOptions.Of(configuration, format);
        return record => format.Read(record.Span, options);
    }

    /// <summary>Null for a record with nothing to charge in it.</summary>
    private static CheckedSession? Judge(
        ReadOnlyMemory<byte> record, Func<ReadOnlyMemory<byte>, Imported>? records, DateTime now) =>
        records?.Invoke(record) switch
        {
            null => CheckedSession.Of(record, now),
            Imported.Session session => CheckedSession.Of(session.Ended, now),
            Imported.Refused refused => new(SessionRejected.Unreadable, null, RefusedSession.Shown(refused.Reason)),
            _ => null,
        };
}
