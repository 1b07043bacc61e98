using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace Charging.Rating.Tests.Importing;

/// <summary>A record in a file, shaped as its platform writes it, and what becomes of it.</summary>
internal sealed record StoredRecord(string Format, byte[] Bytes)
{
    public static IEnumerable<string> Formats => RecordFormat.All.Select(format => format.Name);

    public string Text => Encoding.UTF8.GetString(Bytes);

    public static StoredRecord Of(string format)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Records");
        return new StoredRecord(format, File.ReadAllBytes(Directory.GetFiles(folder, $"{format}.*").Single()));
    }

    public static StoredRecord Of<T>() where T : IRecordFormat => Of(T.Name);

    /// <summary>The file with one change.</summary>
    public StoredRecord With(Action<JsonObject> change)
    {
        var root = JsonNode.Parse(Bytes)!.AsObject();
        change(root);
        return this with { Bytes = Encoding.UTF8.GetBytes(root.ToJsonString()) };
    }

    public StoredRecord With(string text, string instead) => Text.Contains(text, StringComparison.Ordinal)
        ? this with { Bytes = Encoding.UTF8.GetBytes(Text.Replace(text, instead, StringComparison.Ordinal)) }
        : throw new InvalidOperationException($"There is no '{text}' in the record of {Format}.");

    public Imported Read(params (string Name, string Value)[] settings)
    {
        var format = RecordFormat.All.Single(format => format.Name == Format);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(
            setting => KeyValuePair.Create($"Import:{format.Section}:{setting.Name}", (string?)setting.Value))).Build();
        return format.Read(Bytes, ImportOptions.Of(configuration, format));
    }

    /// <summary>The session; a failure if there is none.</summary>
    public SessionEnded Session(params (string Name, string Value)[] settings) =>
        Read(settings) is Imported.Session read ? read.Ended : throw new AssertionException(Read(settings).ToString());

    public string Skipped(params (string Name, string Value)[] settings) =>
        Read(settings) is Imported.Skipped read ? read.Reason : throw new AssertionException(Read(settings).ToString());

    public string Refused(params (string Name, string Value)[] settings) =>
        Read(settings) is Imported.Refused read ? read.Reason : throw new AssertionException(Read(settings).ToString());
}
