using System.CommandLine;
using System.Text.Json;

namespace Charging.Rating.Importing;

/// <summary>
/// <c>import</c>: prints platforms' own records as the sessions that they are, one a line, with neither broker nor
/// database; and to the error output how many were skipped and why, and which were refused. Exits with 3 if any were.
/// </summary>
internal static class ImportCommand
{
    private const int Refused = 3;

    /// <summary>A day of a big platform; more is cut into files.</summary>
    private const int LargestFile = 1024 * 1024 * 1024;

    public static Command Create(Worker worker)
    {
        var name = new Option<string>("--format") { Description = "Which records these are.", Required = true };
        name.AcceptOnlyFromAmong([.. RecordFormat.All.Select(format => format.Name)]);
        var files = new Argument<FileInfo[]>("FILE")
        {
            Description = "One record a line, or a JSON array; or XML, one record a file. Packed by gzip or not.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("import", "Prints platforms' own records as sessions.") { name, files };
        command.SetAction((parsed, cancellationToken) =>
        {
            var format = RecordFormat.All.Single(format => format.Name == parsed.GetRequiredValue(name));
            return Run(
                format, ImportOptions.Of(worker.Configuration, format), parsed.GetRequiredValue(files),
                Console.Out, Console.Error, cancellationToken);
        });
        return command;
    }

    internal static async Task<int> Run(
        RecordFormat format, ImportOptions options, IEnumerable<FileInfo> files, TextWriter output, TextWriter report,
        CancellationToken cancellationToken)
    {
        var (sessions, refused) = (0, 0);
        var skipped = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var bytes = await GivenFile.ReadBytes(file.FullName, cancellationToken, LargestFile);
            if (PackedBytes.Open(bytes, PackedBytes.LargestFile, out var complaint) is not { } content)
            {
                refused++;
                await report.WriteLineAsync($"{file.Name}: refused: {complaint!.Reason}");
                continue;
            }

            foreach (var (line, record) in RecordFile.Read(content))
            {
                switch (format.Read(record.Span, options))
                {
                    case Imported.Session session:
                        sessions++;
                        await output.WriteLineAsync(JsonSerializer.Serialize(session.Ended, Wire.Json));
                        break;
                    case Imported.Skipped reason:
                        skipped[reason.Reason] = skipped.GetValueOrDefault(reason.Reason) + 1;
                        break;
                    case Imported.Refused reason:
                        refused++;
                        await report.WriteLineAsync($"{file.Name}:{line}: refused: {reason.Reason}");
                        break;
                }
            }
        }

        foreach (var (reason, count) in skipped) await report.WriteLineAsync($"{count} skipped: {reason}");
        await report.WriteLineAsync(
            $"{format.Name}: {sessions} session(s), {skipped.Values.Sum()} skipped, {refused} refused.");
        return refused > 0 ? Refused : 0;
    }
}
