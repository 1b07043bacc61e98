using Microsoft.Extensions.Options;

namespace Charging.Payments.Tests.Receipts;

public class MailFolderTests
{
    private string path = "";

    [SetUp]
    public void ChooseAFolder() => path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}");

    [TearDown]
    public void RemoveIt() => Directory.Delete(path, recursive: true);

    [Test]
    public async Task A_mail_is_a_file_and_the_same_mail_again_is_the_same_file()
    {
        var folder = new MailFolder(Options.Create(new ReceiptOptions { Folder = path }));
        var mail = new Receipt(Guid.NewGuid(), default, "id", "CZ-2026-000001.eml", [1, 2, 3], [], Sample.Noon);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => folder.Deliver(mail, default)));

        Assert.That(Directory.GetFiles(path).Select(Path.GetFileName), Is.EqualTo(new[] { mail.FileName }));
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(path, mail.FileName)), Is.EqualTo(mail.Mail));
    }
}
