using System.Security.Cryptography;
using System.Text;

namespace Charging.Payments.Gateway;

/// <summary>
/// What the in-process gateway really drew: a file with one line per capture or refund (invoice id, key, amount in
/// smallest units, less than 0 for a refund, currency, reference, with tabs between). It stands outside the database,
/// so that it can judge it. Instances that share it write in turn and find each other's lines.
/// </summary>
internal sealed class CaptureJournal
{
    private static readonly TimeSpan TurnWait = TimeSpan.FromMilliseconds(2);

    // Of millions that a load run draws: the hash of each key. All else stands in the file.
    private readonly HashSet<Guid> done = [];
    private readonly GroupCommit<JournalLine, string?> lines;
    private readonly string path;
    private readonly TimeProvider clock;
    private long readTo;

    public CaptureJournal(string path, TimeProvider clock)
    {
        this.path = Path.GetFullPath(path);
        this.clock = clock;
        lines = new GroupCommit<JournalLine, string?>(Write);
        OurFiles.Folder(Path.GetDirectoryName(this.path)!);
    }

    /// <summary>
    /// Captures under the request's key unless that was done before; returns the reference either way.
    /// </summary>
    public async Task<string> CaptureOnce(CaptureRequest request, CancellationToken cancellationToken) =>
        await lines.Add(
            new JournalLine(
                request.InvoiceId, request.IdempotencyKey, request.Amount, InProcessGateway.ReferenceOf(request)),
            cancellationToken)
        ?? throw new InvalidOperationException($"The journal {path} took no capture under {request.IdempotencyKey}.");

    /// <summary>
    /// Gives back under the request's key unless that was done before; returns the reference either way, or null if
    /// less than that is left of what was drawn for the invoice.
    /// </summary>
    public Task<string?> RefundOnce(RefundRequest request, CancellationToken cancellationToken) => lines.Add(
        new JournalLine(
            request.InvoiceId, request.IdempotencyKey, -request.Amount, InProcessGateway.ReferenceOf(request)),
        cancellationToken);

    /// <summary>Whether anything was done under this key, whichever instance did it.</summary>
    public async Task<bool> Has(string idempotencyKey, CancellationToken cancellationToken)
    {
        await using var turn = await TakeTurn(cancellationToken);
        ReadOn();
        return done.Contains(HashOf(idempotencyKey));
    }

    private async Task<IReadOnlyList<string?>> Write(
        IReadOnlyList<JournalLine> asked, CancellationToken cancellationToken)
    {
        await using var turn = await TakeTurn(cancellationToken);
        ReadOn();
        var fresh = asked.DistinctBy(line => line.Key).Where(line => !done.Contains(HashOf(line.Key))).ToList();
        var left = LeftIn([.. fresh.Where(line => line.Amount.Minor < 0).Select(line => line.Purse)]);
        var text = new StringBuilder(IsTorn() ? "\n" : "");
        foreach (var line in fresh)
        {
            var rest = left.GetValueOrDefault(line.Purse) + line.Amount.Minor;
            if (rest < 0) continue;
            left[line.Purse] = rest;
            text.Append(line);
        }

        await File.AppendAllTextAsync(path, text.ToString(), cancellationToken);
        ReadOn();
        return [.. asked.Select(line => done.Contains(HashOf(line.Key)) ? line.Reference : null)];
    }

    /// <summary>What may be taken from these. Little is ever given back, so the whole file is read for it.</summary>
    private Dictionary<string, long> LeftIn(HashSet<string> purses) => purses.Count == 0 ? [] : LinesFrom(0)
        .Where(line => purses.Contains(line.Purse)).DistinctBy(line => line.Key).GroupBy(line => line.Purse)
        .ToDictionary(purse => purse.Key, purse => purse.Sum(line => line.Amount.Minor));

    /// <summary>Reads what was added since the last time, by whomever. Only to be called in one's turn.</summary>
    private void ReadOn()
    {
        foreach (var line in LinesFrom(readTo)) done.Add(HashOf(line.Key));
        readTo = new FileInfo(path).Length;
    }

    /// <summary>Whoever died while writing left a line without its end, which is not to be gone on with.</summary>
    private bool IsTorn()
    {
        using var file = OurFiles.Open(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        if (file.Length == 0) return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    private IEnumerable<JournalLine> LinesFrom(long begin)
    {
        using var file = OurFiles.Open(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(begin, SeekOrigin.Begin);
        using var reader = new StreamReader(file, Encoding.UTF8);
        while (reader.ReadLine() is { } text)
            if (JournalLine.Read(text) is { } line) yield return line;
    }

    private static Guid HashOf(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

    /// <summary>
    /// A lock between processes: whoever has the file open alone. It is free again when its holder dies.
    /// </summary>
    private async Task<FileStream> TakeTurn(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return OurFiles.Open(
                    $"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists($"{path}.lock"))
            {
                await Task.Delay(TurnWait, clock, cancellationToken);
            }
        }
    }
}
