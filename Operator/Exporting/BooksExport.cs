namespace Charging.Operator.Exporting;

/// <summary>Writes a month's lines into one file, or into as many as the format wants: all of them, or none.</summary>
internal sealed class BooksExport(MappedBooks books, ILedgerFormat format, string path)
{
    private const int SaidEvery = 100_000;

    /// <summary>The files, in their order.</summary>
    public async Task<IReadOnlyList<string>> Write(IAsyncEnumerable<BookLine> lines, CancellationToken stop)
    {
        var (paths, files) = (Paths(), new List<WholeFile>());
        try
        {
            files.AddRange(paths.Select(one => new WholeFile(one)));
            var written = 0L;
            foreach (var file in files) await Text(file, format.Begin(), stop);
            await foreach (var line in lines.WithCancellation(stop))
            {
                await Text(files[(int)(written / format.MostLines)], format.Of(books.Of(line)), stop);
                if (++written % SaidEvery != 0) continue;
                await Console.Error.WriteLineAsync($"{written:N0} of {books.Lines:N0} lines.");
            }

            foreach (var file in files) await Text(file, format.End(), stop);
            files.ForEach(file => file.Keep());
            return paths;
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    /// <summary>books.csv; of more than one books-1.csv, books-2.csv …</summary>
    private List<string> Paths()
    {
        var count = (books.Lines / format.MostLines) + (books.Lines % format.MostLines > 0 ? 1 : 0);
        if (count <= 1) return [path];
        var beside = Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path));
        return [.. Enumerable.Range(1, (int)count).Select(number => $"{beside}-{number}{Path.GetExtension(path)}")];
    }

    private ValueTask Text(WholeFile file, string text, CancellationToken stop) =>
        file.Write(format.Encoding.GetBytes(text), stop);
}
