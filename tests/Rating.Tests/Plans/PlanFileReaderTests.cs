using System.Text;

namespace Charging.Rating.Tests.Plans;

public class PlanFileReaderTests
{
    private const string Good =
        "code: good\nname: Paušál č. 1\ncurrency: EUR\ntimeZone: UTC\nvalidFrom: 2026-01-01\n" +
        "prices: [ { service: voice, steps: [ { from: 0s, price: 1, per: 1s, increment: 1s } ] } ]\n";

    private readonly string folder = Directory.CreateTempSubdirectory("charging-plans-").FullName;

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_plan_comes_with_its_text()
    {
        var reading = await Read(Encoding.UTF8.GetBytes(Good));

        Assert.That(reading.Errors, Is.Empty);
        Assert.That((reading.Plan?.Body, reading.Plan?.Plan.Name), Is.EqualTo((Good, "Paušál č. 1")));
    }

    [Test]
    public async Task The_same_plan_has_the_same_text_from_every_system()
    {
        var windows = Good.Replace("\n", "\r\n", StringComparison.Ordinal);

        var reading = await Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(windows)]);

        Assert.That(reading.Plan?.Body, Is.EqualTo(Good));
    }

    [Test]
    public async Task A_file_that_is_not_there_is_named()
    {
        var reading = await PlanFileReader.Read("plans/none.yaml", default);

        Assert.That(reading.Errors.Single().ToString(),
            Is.EqualTo("plans/none.yaml: there is no such file; look at the path."));
    }

    [Test]
    public async Task A_directory_is_no_plan()
    {
        var reading = await PlanFileReader.Read(folder, default);

        Assert.That(reading.Errors.Single().ToString(),
            Is.EqualTo($"{folder}: this is a directory; name the plans in it, one by one or as *.yaml."));
    }

    [TestCase("latin1", "plan.yaml:2: byte 0xE1 is not UTF-8; save the file as UTF-8.")]
    [TestCase("utf-16", "plan.yaml:1: the character U+0000 is not text; take it out, or save as UTF-8.")]
    public async Task A_file_in_another_encoding_is_told_with_its_line(string encoding, string message)
    {
        // A Czech letter that Latin-1 has too, or the question mark in its place would be fine UTF-8.
        var text = Good.Replace("Paušál č. 1", "Pásmo", StringComparison.Ordinal);
        var other = Encoding.GetEncoding(encoding);

        var reading = await Read([.. other.Preamble, .. other.GetBytes(text)]);

        Assert.That(reading.Plan, Is.Null);
        Assert.That(reading.Errors.Single().ToString(), Does.EndWith(message));
    }

    [Test]
    public async Task A_character_that_cannot_be_stored_is_told_with_its_line()
    {
        var reading = await Read(Encoding.UTF8.GetBytes(Good + "# \0\n"));

        Assert.That(reading.Plan, Is.Null);
        Assert.That(reading.Errors.Single().ToString(), Does.Contain("plan.yaml:7: the character U+0000 is not text"));
    }

    private async Task<PlanFileReading> Read(byte[] bytes)
    {
        var file = Path.Combine(folder, "plan.yaml");
        await File.WriteAllBytesAsync(file, bytes);
        return await PlanFileReader.Read(file, default);
    }
}
