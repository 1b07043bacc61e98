using System.Text.Json;
using Charging.ServiceDefaults;

namespace Charging.Operator.Publishing;

/// <summary>The file of published sessions, one JSON object a line, written after the broker's confirm.</summary>
internal sealed class PublishedSessions(string path) : IAsyncDisposable
{
    private StreamWriter? writer;

    public Task Add(PublishedSession session)
    {
        writer ??= new StreamWriter(OurFiles.Open(path, FileMode.Append, FileAccess.Write));
        return writer.WriteLineAsync(JsonSerializer.Serialize(session, JsonSerializerOptions.Web));
    }

    /// <summary>All that were ever published; none when nothing was. A line that was cut off is left out.</summary>
    public static IEnumerable<PublishedSession> Read(string path)
    {
        if (!File.Exists(path)) yield break;
        foreach (var line in File.ReadLines(path))
            if (line.EndsWith('}'))
                yield return JsonSerializer.Deserialize<PublishedSession>(line, JsonSerializerOptions.Web)!;
    }

    public async ValueTask DisposeAsync()
    {
        if (writer is not null) await writer.DisposeAsync();
    }
}
