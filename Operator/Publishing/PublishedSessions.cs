using System.Text.Json;

namespace Charging.Operator.Publishing;

/// <summary>The file of published sessions, one JSON object a line, written after the broker's confirm.</summary>
internal sealed class PublishedSessions(string path) : IAsyncDisposable
{
    /// <summary>How each line begins, also one that stands behind what a killed publisher has left.</summary>
    private const string Beginning = "{\"source\":";

    private StreamWriter? writer;

    public Task Add(PublishedSession session)
    {
        writer ??= Open();
        return writer.WriteLineAsync(JsonSerializer.Serialize(session, JsonSerializerOptions.Web));
    }

    /// <summary>All that were ever published; none when nothing was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="unread">Hears of each line that is not one whole session; what is whole in it counts.</param>
    public static IEnumerable<PublishedSession> Read(string path, Action<UnreadLine> unread)
    {
        if (!File.Exists(path)) yield break;
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0) continue;
            var session = Parse(line);
            if (session is null)
            {
                unread(new UnreadLine(path, number, IsCutOff: line[0] == Beginning[0]));
                session = Parse(line[Math.Max(0, line.LastIndexOf(Beginning, StringComparison.Ordinal))..]);
            }

            if (session is not null) yield return session;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (writer is not null) await writer.DisposeAsync();
    }

    /// <summary>Written line by line, so that whole lines are left by who is killed; half a line is ended.</summary>
    private StreamWriter Open()
    {
        var begins = !EndsInLine();
        var file = new StreamWriter(OurFiles.Open(path, FileMode.Append, FileAccess.Write)) { AutoFlush = true };
        if (begins) file.WriteLine();
        return file;
    }

    private bool EndsInLine()
    {
        using var file = OurFiles.Open(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        if (file.Length == 0) return true;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }

    private static PublishedSession? Parse(string line)
    {
        try
        {
            var session = JsonSerializer.Deserialize<PublishedSession>(line, JsonSerializerOptions.Web);
            return session?.Sha256 is null ? null : session;
        }
        catch (JsonException)
        {
            return null; // half a line
        }
    }
}

/// <summary>A line that is not one whole session; cut off if it begins as one.</summary>
internal sealed record UnreadLine(string Path, int Number, bool IsCutOff)
{
    public override string ToString() => IsCutOff
        ? $"{Path}, line {Number} is cut off: a publisher was killed while it wrote; that session is not counted"
        : $"{Path}, line {Number} is no published session; restore the file, or take the line out";
}
