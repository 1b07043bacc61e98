using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Charging.Contracts.Cards;
using Charging.Operator.Publishing;

namespace Charging.Operator.DeadLetters;

/// <summary>A message that a person closed, as it is kept.</summary>
internal sealed record ClosedLetter(
    string LetterId, string Queue, string? MessageId, string Why, byte[] Body, byte[] Sha256, DateTime ClosedAt,
    string ClosedBy, string Reason);

/// <summary>
/// The table audit.closed_letters: what was taken out of the broker for good. In the database, where the backup has it,
/// no alarm counts it and no memory of the broker's holds it.
/// </summary>
internal sealed class ClosedLetters(NpgsqlDataSource postgres)
{
    private const int LongestText = 2_000;

    /// <summary>Keeps it in the name of the deed that closes it; card numbers in it are masked.</summary>
    public async Task Add(string queue, DeadLetter letter, Deed deed, CancellationToken stop)
    {
        const string sql = """
            insert into audit.closed_letters
                   (letter_id, queue, message_id, why, headers, body, sha256, closed_by, reason)
            values (@Id, @queue, @MessageId, @why, @headers::json, @body, @sha256, @Who, @Reason)
            """;

        var row = new
        {
            letter.Id, queue, letter.Properties.MessageId, why = Kept(letter.Reason), headers = HeadersOf(letter),
            body = Masked(letter.Body), sha256 = SHA256.HashData(letter.Body.Span), deed.Who, deed.Reason,
        };
        await using var connection = await postgres.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(sql, row, cancellationToken: stop));
    }

    /// <summary>The last closed first.</summary>
    public Task<IReadOnlyList<ClosedLetter>> List(int most, CancellationToken stop)
    {
        const string sql = """
            select   letter_id, queue, message_id, why, ''::bytea as body, sha256, closed_at, closed_by, reason
            from     audit.closed_letters
            order by closed_no desc
            limit    @most
            """;

        return Read(sql, new { most }, stop);
    }

    /// <summary>By its id or the message's own.</summary>
    public Task<IReadOnlyList<ClosedLetter>> Of(string id, CancellationToken stop)
    {
        const string sql = """
            select   letter_id, queue, message_id, why, body, sha256, closed_at, closed_by, reason
            from     audit.closed_letters
            where    letter_id = lower(@id) or message_id = @id
            order by closed_no desc
            """;

        return Read(sql, new { id }, stop);
    }

    /// <summary>The sessions among what was closed of these queues, for the books.</summary>
    public async Task<IReadOnlyList<PublishedSession>> Sessions(
        IReadOnlyCollection<string> queues, CancellationToken stop)
    {
        const string sql = """
            select letter_id, queue, message_id, why, body, sha256, closed_at, closed_by, reason
            from   audit.closed_letters
            where  queue = any(@queues)
            """;

        var closed = await Read(sql, new { queues = queues.ToArray() }, stop);
        return
        [
            .. closed.Select(letter => PublishedSession.Of(letter.Body, run: null) with
            {
                Sha256 = Convert.ToHexStringLower(letter.Sha256),
            }),
        ];
    }

    private async Task<IReadOnlyList<ClosedLetter>> Read(string sql, object asked, CancellationToken stop)
    {
        await using var connection = await postgres.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<ClosedLetter>(
            new CommandDefinition(sql, asked, cancellationToken: stop))];
    }

    private static string HeadersOf(DeadLetter letter) => JsonSerializer.Serialize(
        (letter.Properties.Headers ?? new Dictionary<string, object?>())
        .Where(header => header.Value is byte[] or string)
        .ToDictionary(header => Kept(header.Key), header => Kept(
            header.Value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{header.Value}")));

    private static string Kept(string text)
    {
        var clean = CardNumber.Masked(text).Replace('\0', '\uFFFD');
        return clean.Length <= LongestText ? clean : clean[..LongestText];
    }

    /// <summary>Byte for byte where nothing is masked, whatever the encoding is; what is no JSON as well.</summary>
    private static byte[] Masked(ReadOnlyMemory<byte> body)
    {
        try
        {
            return CardMask.Of(body.ToArray());
        }
        catch (JsonException)
        {
            return Encoding.Latin1.GetBytes(CardNumber.Masked(Encoding.Latin1.GetString(body.Span)));
        }
    }
}
