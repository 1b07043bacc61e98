using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Charging.Rating.Plans;

/// <summary>Reads a file of sessions: one JSON object a line, or one JSON array.</summary>
internal static class SessionReader
{
    /// <param name="name">How errors call the file.</param>
    /// <param name="file">UTF-8.</param>
    /// <param name="stop">Ends the reading.</param>
    public static async IAsyncEnumerable<ReadSession> Read(
        string name, Stream file, [EnumeratorCancellation] CancellationToken stop)
    {
        using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
        for (var number = 1; await reader.ReadLineAsync(stop) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (line.AsSpan().TrimStart()[0] == '[')
            {
                var array = Encoding.UTF8.GetBytes($"{line}\n{await reader.ReadToEndAsync(stop)}");
                foreach (var session in Elements(name, array, number)) yield return session;
                yield break;
            }

            yield return One(name, Encoding.UTF8.GetBytes(line), number);
        }
    }

    private static List<ReadSession> Elements(string name, byte[] array, int firstLine)
    {
        var sessions = new List<ReadSession>();
        var reader = new Utf8JsonReader(array);
        var (line, counted) = (firstLine, 0);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)reader.TokenStartIndex;
                line += array.AsSpan(counted..start).Count((byte)'\n');
                counted = start;
                reader.Skip();
                sessions.Add(One(name, array[start..(int)reader.BytesConsumed], line));
            }

            if (reader.Read()) sessions.Add(ReadSession.Bad(name, line, "something follows the end of the array."));
        }
        catch (JsonException exception)
        {
            var at = firstLine + (int)exception.LineNumber.GetValueOrDefault();
            sessions.Add(ReadSession.Bad(name, at, $"the array is broken here: {WhatIsWrong(exception)}"));
        }

        return sessions;
    }

    private static ReadSession One(string name, byte[] json, int line)
    {
        try
        {
            return JsonSerializer.Deserialize<SessionEnded>(json, Wire.Json) is { } session
                ? new ReadSession(session, null)
                : ReadSession.Bad(name, line, "this is null; write a SessionEnded.");
        }
        catch (JsonException exception)
        {
            var at = line + (int)exception.LineNumber.GetValueOrDefault();
            return ReadSession.Bad(name, at, $"this is not a SessionEnded: {WhatIsWrong(exception)}");
        }
    }

    /// <summary>Without the position, which counts from the session and not from the file's beginning.</summary>
    private static string WhatIsWrong(JsonException exception) => exception.Message.Split(" | LineNumber")[0];
}

/// <summary>A session from a file, or what is wrong with it and on which line.</summary>
internal sealed record ReadSession(SessionEnded? Session, string? Complaint)
{
    public static ReadSession Bad(string file, int line, string message) => new(null, $"{file}:{line}: {message}");
}
