namespace Charging.Payments.Tests.Receipts;

public class DurableFilesTests
{
    private string folder = "";

    [SetUp]
    public void ChooseAFolder() =>
        folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}", "of", "mails");

    [TearDown]
    public void RemoveIt() => Directory.Delete(Path.GetFullPath(Path.Combine(folder, "..", "..")), recursive: true);

    [Test]
    public async Task What_hinders_one_of_many_hinders_no_other()
    {
        Directory.CreateDirectory(Path.Combine(folder, "7.eml"));

        var hindered = await DurableFiles.Write(
            folder, [.. Enumerable.Range(1, 50).Select(i => ($"{i}.eml", new[] { (byte)i }))]);

        Assert.That(hindered[6], Is.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>());
        Assert.That(hindered.Where((_, i) => i != 6), Has.All.Null.And.Exactly(49).Items);
        Assert.That(Directory.GetFiles(folder), Has.Exactly(49).EndsWith(".eml").And.Exactly(49).Items);
    }

    [Test]
    public async Task A_folder_that_cannot_be_hinders_all_of_them()
    {
        Directory.CreateDirectory(Path.Combine(folder, ".."));
        await File.WriteAllTextAsync(folder, "where the folder should be");

        var hindered = await DurableFiles.Write(folder, [("1.eml", [1]), ("2.eml", [2])]);

        Assert.That(hindered, Has.All.InstanceOf<IOException>().And.Exactly(2).Items);
    }

    [Test]
    public async Task A_file_of_the_same_name_is_replaced_whole()
    {
        await DurableFiles.Write(folder, [("1.eml", new byte[100])]);

        var hindered = await DurableFiles.Write(folder, [("1.eml", [1, 2])]);

        Assert.That(hindered, Is.EqualTo(new Exception?[] { null }));
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(folder, "1.eml")), Is.EqualTo(new byte[] { 1, 2 }));
    }
}
