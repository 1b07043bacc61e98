using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Charging.Rating.Tests.Importing;

public class ImportCommandTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("charging-import-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Sessions_are_printed_and_the_rest_is_told_with_reasons_and_lines()
    {
        var good = StoredRecord.Of<FreeSwitchHangup>();
        var file = await Write("events.jsonl",
            OnOneLine(good), "", OnOneLine(good.With(e => e["Other-Type"] = "originator")), "not json",
            OnOneLine(good.With(e => e.Remove("variable_accountcode"))) + "\r");

        var (code, output, report) = await Run<FreeSwitchHangup>(file);

        Assert.That(code, Is.EqualTo(3));
        var session = JsonSerializer.Deserialize<SessionEnded>(output.Trim(), Wire.Json);
        Assert.That(Sample.Json(session!), Is.EqualTo(Sample.Json(good.Session())));
        Assert.That(report, Does.Contain("events.jsonl:4: refused: This is not JSON")
            .And.Contain("events.jsonl:5: refused: No customer")
            .And.Contain("1 skipped: a B leg")
            .And.Contain("freeswitch-hangup: 1 session(s), 1 skipped, 2 refused."));
    }

    [Test]
    public async Task Files_of_XML_hold_one_record_each()
    {
        var record = StoredRecord.Of<FreeSwitchConference>();
        var (code, output, report) = await Run<FreeSwitchConference>(
            await Write("a.xml", record.Text), await Write("b.xml", "\uFEFF" + record.Text));

        Assert.That((code, output.Trim().Split('\n').Length), Is.EqualTo((0, 2)));
        Assert.That(report, Does.Contain("2 session(s), 0 skipped, 0 refused."));
    }

    [Test]
    public void A_file_without_records_has_none() =>
        Assert.That(RecordFile.Read("\n \r\n\t\n"u8.ToArray()), Is.Empty);

    private static string OnOneLine(StoredRecord record) => record.With(_ => { }).Text;

    private static async Task<(int Code, string Output, string Report)> Run<T>(params FileInfo[] files)
        where T : IRecordFormat
    {
        var (output, report) = (new StringWriter(), new StringWriter());
        var format = RecordFormat.All.Single(format => format.Name == T.Name);
        var options = ImportOptions.Of(new ConfigurationBuilder().Build(), format);
        var code = await ImportCommand.Run(format, options, files, output, report, CancellationToken.None);
        return (code, output.ToString(), report.ToString());
    }

    private async Task<FileInfo> Write(string name, params string[] lines)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, string.Join('\n', lines));
        return new FileInfo(path);
    }
}
