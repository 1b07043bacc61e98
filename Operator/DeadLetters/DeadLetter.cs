using System.Security.Cryptography;
using System.Text;
using RabbitMQ.Client;

namespace Charging.Operator.DeadLetters;

/// <summary>A message that no worker could take, as it lies in its queue.</summary>
internal sealed record DeadLetter(ulong DeliveryTag, ReadOnlyMemory<byte> Body, IReadOnlyBasicProperties Properties)
{
    /// <summary>What a fault or a dead-letter queue wrote on the message; without it, it is as it first came.</summary>
    private static readonly string[] Marks =
    [
        "MT-Fault-", "MT-Host-", "MT-Reason",
        "x-death", "x-first-death-", "x-last-death-", "x-delivery-count", "x-dotnet-pub-seq-no",
    ];

    /// <summary>
    /// By what people name it: the beginning of its body's SHA-256, since a message that comes back may have another
    /// message id. The same bytes are the same letter, in whatever queue they lie.
    /// </summary>
    public string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(Body.Span))[..16];

    /// <summary>Whether people may mean this one: by its id, or by the message's own.</summary>
    public bool IsNamed(string id) =>
        string.Equals(Id, id, StringComparison.OrdinalIgnoreCase) || (Properties.MessageId is { } own && own == id);

    /// <summary>Why it lies here, in one line.</summary>
    public string Reason =>
        Text("MT-Fault-Message") ?? Text("MT-Reason") ?? Text("x-first-death-reason") ?? "no reason given";

    /// <summary>When the fault happened, as the worker wrote it.</summary>
    public string At => Text("MT-Fault-Timestamp") ?? "";

    /// <summary>How often it was put back into this queue; at the queue's limit the broker takes it away.</summary>
    public long Returns => Properties.Headers?.TryGetValue("x-delivery-count", out var count) != true ? 0 : count switch
    {
        int few => few,
        long many => many,
        _ => 0, // not the broker's
    };

    /// <summary>
    /// As it first came, without what would have the broker send it elsewhere too, or throw it away. It is published by
    /// <paramref name="operator"/> now, and says who published it first.
    /// </summary>
    public static BasicProperties Unmarked(
        IReadOnlyBasicProperties properties, string @operator, string queue, IReadOnlyCollection<string> own) =>
        Signed(new(properties)
        {
            Expiration = null,
            Headers = properties.Headers?
                .Where(header => header.Key is not ("CC" or "BCC"))
                .Where(header => !Marks.Any(mark => header.Key.StartsWith(mark, StringComparison.OrdinalIgnoreCase)))
                .ToDictionary(),
        }, @operator, queue, own);

    /// <summary>
    /// Published by <paramref name="operator"/>; the user that the broker vouched for, or that a worker wrote down when
    /// it set the message aside, goes along as a header. What the broker itself moved to <c>_dead</c> may carry such a
    /// header of a stranger's; it counts only if we put it there: one of our <paramref name="own"/> users did.
    /// </summary>
    public static BasicProperties Signed(
        BasicProperties properties, string @operator, string queue, IReadOnlyCollection<string> own)
    {
        var isOurHeader = properties.UserId is { } user
            ? (user == @operator || own.Contains(user)) && Publishers.HeaderOf(properties) is not null
            : queue.EndsWith("_error", StringComparison.Ordinal);
        var first = (isOurHeader ? Publishers.HeaderOf(properties) : properties.UserId) ?? "";
        properties.Headers = new Dictionary<string, object?>(properties.Headers ?? new Dictionary<string, object?>())
        {
            [Publishers.Header] = first,
        };
        properties.UserId = @operator;
        properties.Persistent = true;
        return properties;
    }

    private string? Text(string header) =>
        Properties.Headers?.TryGetValue(header, out var value) != true ? null : value switch
        {
            byte[] bytes => Encoding.UTF8.GetString(bytes),
            _ => value?.ToString(),
        };
}
