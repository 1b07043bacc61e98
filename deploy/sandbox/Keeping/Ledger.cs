using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Charging.Sandbox;

/// <summary>
/// An append-only file with one JSON line per entry. Lines that wait at the same moment share one flush to the disk.
/// One process at a time may have it open.
/// </summary>
internal sealed class Ledger : BackgroundService
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim work = new(0);
    private readonly FileStream turn;
    private readonly FileStream file;
    private Group filling = new(new ArrayBufferWriter<byte>());
    private ArrayBufferWriter<byte> spare = new();
    private Task writing = Task.CompletedTask;
    private long length;

    /// <summary>Reads what is there into the book; a last line without its end is cut off.</summary>
    public Ledger(IOptions<SandboxOptions> options, Book book)
    {
        MakeFolder(options.Value.Folder);
        Path = System.IO.Path.Combine(options.Value.Folder, "ledger.jsonl");
        turn = Open($"{Path}.lock", FileShare.None);
        file = Open(Path, FileShare.Read);
        length = LedgerReader.Read(file, book);
        if (file.Length > length) file.SetLength(length);
        file.Seek(length, SeekOrigin.Begin);
    }

    public string Path { get; }

    /// <summary>Completes when every line that was added before is on the disk.</summary>
    public Task Flushed
    {
        get
        {
            lock (gate) return filling.Lines.WrittenCount > 0 ? filling.Done.Task : writing;
        }
    }

    /// <summary>Completes when the line is on the disk. Lines are written in the order of the calls.</summary>
    public Task Append(Entry entry)
    {
        lock (gate)
        {
            if (filling.Lines.WrittenCount == 0) work.Release();
            using (var json = new Utf8JsonWriter(filling.Lines)) JsonSerializer.Serialize(json, entry, Wire.Json);
            filling.Lines.Write("\n"u8);
            return filling.Done.Task;
        }
    }

    /// <summary>How many bytes of it are on the disk; always whole lines.</summary>
    public long Length => Interlocked.Read(ref length);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        WriteWaiting();
        Dispose();
    }

    public override void Dispose()
    {
        file.Dispose();
        turn.Dispose();
        work.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        async () =>
        {
            while (true)
            {
                await work.WaitAsync(stoppingToken);
                WriteWaiting();
            }
        },
        stoppingToken);

    /// <summary>What customers paid is for the sandbox's account alone.</summary>
    private static FileStream Open(string path, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    private static void MakeFolder(string path)
    {
        const UnixFileMode ours = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows() || Directory.Exists(path)) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, ours);
    }

    private void WriteWaiting()
    {
        Group group;
        lock (gate)
        {
            group = filling;
            filling = new Group(spare);
            writing = group.Done.Task;
        }

        try
        {
            file.Write(group.Lines.WrittenSpan);
            file.Flush(flushToDisk: true);
            Interlocked.Add(ref length, group.Lines.WrittenCount);
            group.Lines.ResetWrittenCount();
            spare = group.Lines;
            group.Done.SetResult();
        }
        catch (IOException full)
        {
            // Nobody gets an answer for what may not be on the disk, and the process ends: its memory is ahead of it.
            group.Done.SetException(full);
            throw;
        }
    }

    private sealed class Group(ArrayBufferWriter<byte> lines)
    {
        public ArrayBufferWriter<byte> Lines { get; } = lines;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
