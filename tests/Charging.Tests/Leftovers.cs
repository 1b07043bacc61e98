using System.Text;
using System.Text.RegularExpressions;
using Charging.TestBed;
using ZstdSharp;

namespace Charging.Tests;

/// <summary>Bytes that somebody may read who is not meant to, and where they lie.</summary>
internal sealed record Leftover(string Place, byte[] Bytes)
{
    /// <summary>
    /// As text, and as what is hidden in that: lines that a mail has folded, and what it has in base64.
    /// </summary>
    public IEnumerable<string> Readings
    {
        get
        {
            var text = Encoding.UTF8.GetString(Bytes);
            yield return text;
            if (text.Contains("=\r\n", StringComparison.Ordinal)) yield return text.Replace("=\r\n", "");
            foreach (Match block in Regex.Matches(text, @"(?:[A-Za-z0-9+/]{60,76}\r?\n)+[A-Za-z0-9+/]*={0,2}"))
            {
                var bytes = new byte[block.Length];
                if (Convert.TryFromBase64String(block.Value, bytes, out var length))
                    yield return Encoding.UTF8.GetString(bytes, 0, length);
            }
        }
    }
}

/// <summary>Everything that a chain leaves behind, in the order in which it is read; the broker's queues too.</summary>
internal static class Leftovers
{
    public static async Task<IReadOnlyList<Leftover>> All(Chain chain, TraceCollector collector) =>
    [
        .. Directory.GetFiles(chain.Folder, "*.log").Select(File),
        .. collector.Bodies.Select(body => new Leftover("traces", body)),
        .. await Failed(chain.Broker),
        .. await Tables(chain.Database),
        .. await Packed(chain.Database),
        .. chain.MailFiles.Select(file => new Leftover("mails", System.IO.File.ReadAllBytes(file))),
    ];

    private static Leftover File(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return new Leftover($"log {Path.GetFileName(path)}", copy.ToArray());
    }

    private static async Task<IEnumerable<Leftover>> Failed(Broker broker)
    {
        List<Leftover> found = [];
        foreach (var queue in (await broker.Messages()).Keys.Where(name => name.Contains('_')))
        {
            foreach (var message in await broker.Peek(queue))
            {
                found.Add(new Leftover($"queue {queue}", message.Body.ToArray()));
                foreach (var (name, value) in message.BasicProperties.Headers ?? new Dictionary<string, object?>())
                    found.Add(new Leftover(
                        $"queue {queue}, header {name}", value as byte[] ?? Encoding.UTF8.GetBytes($"{value}")));
            }
        }

        return found;
    }

    /// <summary>Every column that can hold text or bytes, of every table of ours.</summary>
    private static async Task<IEnumerable<Leftover>> Tables(Database database)
    {
        const string columns = """
            select table_schema || '.' || table_name, column_name, data_type = 'bytea'
            from   information_schema.columns
            where  table_schema not in ('pg_catalog', 'information_schema')
            and    data_type in ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY', 'xml', 'USER-DEFINED')
            """;

        List<Leftover> found = [];
        foreach (var (table, column, isBytes) in await database.Rows<(string, string, bool)>(columns))
        {
            var bytes = isBytes ? column : $"convert_to({column}::text, 'UTF8')";
            var rows = await database.Rows<byte[]>($"select {bytes} from {table} where {column} is not null");
            found.AddRange(rows.Select(row => new Leftover($"column {table}.{column}", row)));
        }

        return found;
    }

    /// <summary>What is kept packed, as it was before.</summary>
    private static async Task<IEnumerable<Leftover>> Packed(Database database)
    {
        var mails = await database.Rows<(byte[], short)>(
            "select packed, dictionary from payment.receipts where packed is not null");
        return mails.Select(mail =>
        {
            var (packed, dictionary) = mail;
            using var unpacker = new Decompressor();
            unpacker.LoadDictionary(System.IO.File.ReadAllBytes(
                Path.Combine(Bed.Root, "Payment.Worker", "Receipts", $"mails-{dictionary}.dictionary")));
            return new Leftover("column payment.receipts.packed", unpacker.Unwrap(packed).ToArray());
        });
    }
}
