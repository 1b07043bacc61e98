using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Charging.Payments.Tests.Receipts;

public class MailFolderTests
{
    private readonly FakeTimeProvider clock = new(Sample.Noon);
    private string path = "";

    [SetUp]
    public void ChooseAFolder() => path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}");

    [TearDown]
    public void RemoveIt()
    {
        if (File.Exists(path)) File.Delete(path);
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }

    [Test]
    public async Task A_mail_is_a_file_and_the_same_mail_again_is_the_same_file()
    {
        var folder = Folder();
        var mail = Mail(1, [1, 2, 3]);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => folder.Deliver(mail, default)));

        Assert.That(Directory.GetFiles(path).Select(Path.GetFileName), Is.EqualTo(new[] { mail.FileName }));
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(path, mail.FileName)), Is.EqualTo(mail.Mail));
    }

    [Test]
    public async Task Many_mails_at_once_are_each_a_whole_file_and_nothing_else_is_left()
    {
        var folder = Folder();
        List<Receipt> mails = [.. Enumerable.Range(1, 200).Select(i => Mail(i, [.. Enumerable.Repeat((byte)i, i)]))];

        var answers = await Task.WhenAll(mails.Select(mail => folder.Deliver(mail, default)));

        Assert.That(answers, Has.All.TypeOf<MailAnswer.Accepted>());
        Assert.That(Files(), Is.EqualTo(mails.Select(mail => mail.FileName).Order()));
        foreach (var mail in mails)
            Assert.That(await File.ReadAllBytesAsync(Path.Combine(path, mail.FileName)), Is.EqualTo(mail.Mail));
    }

    [Test, System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Nobody_else_on_the_machine_reads_a_mail()
    {
        var mail = Mail(1, [1]);

        await Folder().Deliver(mail, default);

        Assert.That(File.GetUnixFileMode(path),
            Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Assert.That(File.GetUnixFileMode(Path.Combine(path, mail.FileName)),
            Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task A_folder_that_is_away_is_waited_for_and_nothing_else_is_tried_meanwhile()
    {
        await File.WriteAllTextAsync(path, "where the folder should be");
        var folder = Folder();

        Assert.That(await folder.Deliver(Mail(1, [1]), default), Is.TypeOf<MailAnswer.Later>());
        Assert.That(folder.IsOpen, Is.False);
        File.Delete(path);
        Assert.That(await folder.Deliver(Mail(2, [1]), default), Is.TypeOf<MailAnswer.Later>(), "it rests");

        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.That(folder.IsOpen, Is.True);
        Assert.That(await folder.Deliver(Mail(1, [1]), default), Is.TypeOf<MailAnswer.Accepted>());
        Assert.That(await folder.Deliver(Mail(2, [1]), default), Is.TypeOf<MailAnswer.Accepted>());
    }

    [Test]
    public async Task A_full_disk_is_waited_for_and_keeps_no_half_of_a_mail()
    {
        Directory.CreateDirectory(path);
        if (await Call("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", path) != 0)
            Assert.Ignore("Only root may mount the small disk that this fills.");
        try
        {
            var folder = Folder();
            Assert.That(await folder.Deliver(Mail(1, new byte[40_000]), default), Is.TypeOf<MailAnswer.Accepted>());

            Assert.That(await folder.Deliver(Mail(2, new byte[40_000]), default), Is.TypeOf<MailAnswer.Later>());
            Assert.That(Files(), Is.EqualTo(new[] { "1.eml" }));

            await Call("mount", "-o", "remount,size=256k", path);
            clock.Advance(TimeSpan.FromSeconds(30));
            Assert.That(await folder.Deliver(Mail(2, new byte[40_000]), default), Is.TypeOf<MailAnswer.Accepted>());

            await Call("mount", "-o", "remount,ro", path);
            Assert.That(await folder.Deliver(Mail(3, new byte[1]), default), Is.TypeOf<MailAnswer.Later>());
            Assert.That(Files(), Is.EqualTo(new[] { "1.eml", "2.eml" }));
        }
        finally
        {
            await Call("umount", path);
        }
    }

    private IEnumerable<string?> Files() => Directory.GetFiles(path).Select(Path.GetFileName).Order();

    private MailFolder Folder() =>
        new(Options.Create(new ReceiptOptions { Folder = path }), NullLogger<MailFolder>.Instance, clock);

    private static Receipt Mail(int number, byte[] bytes) =>
        new(Guid.NewGuid(), default, "id", $"{number}.eml", bytes, [], Sample.Noon);

    private static async Task<int> Call(string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await run.WaitForExitAsync();
        return run.ExitCode;
    }
}
