using System.Text;
using Charging.ServiceDefaults;

namespace Charging.Payments;

/// <summary>
/// What the in-process gateway really captured: a file with one line per capture (invoice id, key, amount in smallest
/// units, currency, reference, with tabs between). It stands outside the database, so that it can judge it. Instances
/// that share it write in turn and find each other's captures.
/// </summary>
internal sealed class CaptureJournal
{
    private static readonly TimeSpan TurnWait = TimeSpan.FromMilliseconds(2);

    private readonly Dictionary<string, string> references = [];
    private readonly GroupCommit<CaptureRequest, string> captures;
    private readonly string path;
    private readonly TimeProvider clock;
    private long readTo;

    public CaptureJournal(string path, TimeProvider clock)
    {
        this.path = Path.GetFullPath(path);
        this.clock = clock;
        captures = new GroupCommit<CaptureRequest, string>(Write);
        Directory.CreateDirectory(Path.GetDirectoryName(this.path)!);
    }

    /// <summary>
    /// Captures under the request's key unless that was done before; returns the reference either way.
    /// </summary>
    public Task<string> CaptureOnce(CaptureRequest request, CancellationToken cancellationToken) =>
        captures.Add(request, cancellationToken);

    /// <summary>
    /// The reference of the capture under this key, whichever instance did it; null if there is none.
    /// </summary>
    public async Task<string?> Find(string idempotencyKey, CancellationToken cancellationToken)
    {
        await using var turn = await TakeTurn(cancellationToken);
        return ReadOn().GetValueOrDefault(idempotencyKey);
    }

    private async Task<IReadOnlyList<string>> Write(
        IReadOnlyList<CaptureRequest> requests, CancellationToken cancellationToken)
    {
        await using var turn = await TakeTurn(cancellationToken);
        var known = ReadOn();
        var fresh = requests.DistinctBy(request => request.IdempotencyKey)
            .Where(request => !known.ContainsKey(request.IdempotencyKey));

        var lines = new StringBuilder();
        foreach (var request in fresh)
        {
            lines.Append($"{request.InvoiceId}\t{request.IdempotencyKey}\t{request.Amount.Minor}\t")
                .Append($"{request.Amount.Currency}\t{InProcessGateway.ReferenceOf(request)}\n");
        }

        await File.AppendAllTextAsync(path, lines.ToString(), cancellationToken);
        ReadOn();
        return [.. requests.Select(request => references[request.IdempotencyKey])];
    }

    /// <summary>Reads what was added since the last time, by whomever. Only to be called in one's turn.</summary>
    private Dictionary<string, string> ReadOn()
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(readTo, SeekOrigin.Begin);
        using var reader = new StreamReader(file, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split('\t') is [_, var key, _, _, var reference]) references.TryAdd(key, reference);
        }

        readTo = file.Length;
        return references;
    }

    /// <summary>
    /// A lock between processes: whoever has the file open alone. It is free again when its holder dies.
    /// </summary>
    private async Task<FileStream> TakeTurn(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists($"{path}.lock"))
            {
                await Task.Delay(TurnWait, clock, cancellationToken);
            }
        }
    }
}
