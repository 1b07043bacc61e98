using Charging.TestBed;

namespace Charging.Payments.Tests.Gateway;

public class CaptureJournalTests
{
    private string path = "";

    [SetUp]
    public void ChooseAFile() =>
        path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}", "journal");

    [TearDown]
    public void RemoveIt() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Test]
    public async Task A_capture_is_one_line_however_often_it_is_asked_for()
    {
        var journal = Journal();
        var request = Sample.Attempt().ToRequest();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => journal.CaptureOnce(request, default)));

        Assert.That(
            Capture.Read(path),
            Is.EqualTo(new[] { new Capture(request.InvoiceId, request.IdempotencyKey, 1210, "EUR") }));
    }

    [Test]
    public async Task Another_instance_finds_the_capture_and_does_not_capture_again()
    {
        var request = Sample.Attempt().ToRequest();
        var (one, other) = (Journal(), Journal());

        Assert.That(await other.Has(request.IdempotencyKey, default), Is.False);
        var reference = await one.CaptureOnce(request, default);

        Assert.That(await other.Has(request.IdempotencyKey, default), Is.True);
        Assert.That(await other.CaptureOnce(request, default), Is.EqualTo(reference));
        Assert.That(Capture.Read(path), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Instances_that_write_at_once_lose_nothing()
    {
        var requests = Enumerable.Range(0, 500).Select(_ => Sample.Attempt().ToRequest()).ToList();
        var journals = Enumerable.Range(0, 3).Select(_ => Journal()).ToList();

        await Task.WhenAll(requests.Select((request, i) => journals[i % 3].CaptureOnce(request, default)));

        Assert.That(
            Capture.Read(path).Select(capture => capture.Key),
            Is.EquivalentTo(requests.Select(request => request.IdempotencyKey)));
    }

    [TestCase(1, Description = "its end alone is missing")]
    [TestCase(60)]
    public async Task A_line_whose_writer_died_spoils_no_other(int missing)
    {
        var (first, torn, next) = (Sample.Attempt(), Sample.Attempt(), Sample.Attempt());
        await Journal().CaptureOnce(first.ToRequest(), default);
        await Journal().CaptureOnce(torn.ToRequest(), default);
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path))[..^missing]);

        await Journal().CaptureOnce(next.ToRequest(), default);
        await Journal().CaptureOnce(torn.ToRequest(), default);

        Assert.That(
            Capture.Read(path).Select(capture => capture.InvoiceId),
            Is.EquivalentTo([first.InvoiceId, torn.InvoiceId, next.InvoiceId]));
    }

    [Test]
    public async Task A_refund_is_one_line_less_than_nothing_however_often_it_is_asked_for()
    {
        var (one, other) = (Journal(), Journal());
        var request = Sample.Attempt().ToRequest();
        var refund = new RefundRequest(request.InvoiceId, 1, "pay_1", Sample.Euro(210));
        await one.CaptureOnce(request, default);

        var given = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => other.RefundOnce(refund, default)));

        Assert.That(given.Distinct(), Is.EqualTo(new[] { InProcessGateway.ReferenceOf(refund) }));
        Assert.That(Capture.Read(path).Select(line => line.Minor), Is.EqualTo(new[] { 1210, -210 }));
    }

    [Test]
    public async Task No_more_is_given_back_than_was_drawn()
    {
        var journal = Journal();
        var request = Sample.Attempt().ToRequest();
        await journal.CaptureOnce(request, default);

        var given = await Task.WhenAll(Enumerable.Range(1, 4).Select(no =>
            journal.RefundOnce(new RefundRequest(request.InvoiceId, no, "pay_1", Sample.Euro(400)), default)));

        Assert.That(given.Count(reference => reference is not null), Is.EqualTo(3));
        Assert.That(Capture.Read(path).Sum(line => line.Minor), Is.EqualTo(10));
    }

    [Test]
    public async Task What_another_instance_drew_and_gave_back_is_reckoned_with()
    {
        var (one, other) = (Journal(), Journal());
        var request = Sample.Attempt().ToRequest();
        await one.CaptureOnce(request, default);
        await one.RefundOnce(new RefundRequest(request.InvoiceId, 1, "pay_1", Sample.Euro(1000)), default);

        var more = await other.RefundOnce(new RefundRequest(request.InvoiceId, 2, "pay_1", Sample.Euro(211)), default);
        var rest = await other.RefundOnce(new RefundRequest(request.InvoiceId, 3, "pay_1", Sample.Euro(210)), default);

        Assert.That((more, rest is null), Is.EqualTo(((string?)null, false)));
        Assert.That(Capture.Read(path).Sum(line => line.Minor), Is.Zero);
    }

    [Test]
    public async Task A_capture_that_is_done_takes_less_than_a_hundred_bytes_of_memory()
    {
        const int captures = 50_000;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllLinesAsync(path, Enumerable.Range(0, captures).Select(_ => Guid.NewGuid()).Select(
            id => $"{id}\tcapture:{id}:1\t1210\tEUR\tpay_{id:N}_1"));
        var journal = Journal();

        var before = GC.GetTotalMemory(forceFullCollection: true);
        await journal.CaptureOnce(Sample.Attempt().ToRequest(), default);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / captures;

        Assert.That(each, Is.InRange(1, 99));
        GC.KeepAlive(journal);
    }

    [Test, System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Nobody_else_on_the_machine_reads_what_was_drawn()
    {
        const UnixFileMode ours = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        await Journal().CaptureOnce(Sample.Attempt().ToRequest(), default);

        Assert.That(
            Directory.GetFiles(Path.GetDirectoryName(path)!).Select(file => File.GetUnixFileMode(file)),
            Is.Not.Empty.And.All.EqualTo(ours));
        Assert.That(File.GetUnixFileMode(Path.GetDirectoryName(path)!), Is.EqualTo(ours | UnixFileMode.UserExecute));
    }

    private CaptureJournal Journal() => new(path, TimeProvider.System);
}
