using System.Text;
using static Charging.Rating.Tests.RatingDatabase;

namespace Charging.Rating.Tests.Plans;

[Category("bed")]
public class PlanCommandsTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    private readonly string folder = Directory.CreateTempSubdirectory("charging-plans-").FullName;
    private RatingDatabase database;
    private PricePlans plans;

    [OneTimeSetUp]
    public async Task Create()
    {
        database = await RatingDatabase.Create();
        plans = new PricePlans(database.Source, TimeProvider.System);
    }

    [OneTimeTearDown]
    public async Task Dispose()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [SetUp]
    public Task Empty() => database.Empty("rating.price_plans, rating.usages");

    [Test]
    public async Task All_that_is_wrong_with_all_files_is_told_and_nothing_is_applied()
    {
        var good = Write("good.yaml", PlanFileOf("good").Body);
        var bad = Write("bad.yaml", PlanFileOf("bad").Body.Replace("EUR", "EUX", StringComparison.Ordinal));
        var missing = Path.Combine(folder, "missing.yaml");
        var latin = Write("latin.yaml", [.. Encoding.ASCII.GetBytes("code: a\nname: P"), 0xE1, (byte)'\n']);

        var (code, output, complaints) = await Apply(good, bad, missing, folder, latin);

        Assert.That((code, output), Is.EqualTo((1, "")));
        Assert.That(complaints.Split('\n'), Is.EqualTo(
        [
            $"{bad}:2: currency: 'EUX' is not a currency of ISO 4217; use one such as EUR or JPY.",
            $"{missing}: there is no such file; look at the path.",
            $"{folder}: this is a directory; name the plans in it, one by one or as *.yaml.",
            $"{latin}:2: byte 0xE1 is not UTF-8; save the file as UTF-8.",
            "Nothing was applied.",
        ]));
        Assert.That(await plans.List(default), Is.Empty);
    }

    [Test]
    public async Task A_plan_is_shown_in_the_very_text_that_was_applied()
    {
        var text = $"# Ceník č. 7, \"letní\"\n\n{PlanFileOf("a").Body}\n\n# The end.   \n\n";

        Assert.That(
            await Apply(Write("a.yaml", text)), Is.EqualTo((0, "plan 'a' of 2026-01-01: applied", "")));

        Assert.That(await Show("a"), Is.EqualTo(text));
    }

    [Test]
    public async Task What_was_shown_can_be_applied_again_and_changes_nothing()
    {
        await Apply(Write("a.yaml", PlanFileOf("a").Body));

        Assert.That(
            await Apply(Write("shown.yaml", await Show("a"))),
            Is.EqualTo((0, "plan 'a' of 2026-01-01: unchanged", "")));
    }

    [Test]
    public async Task Other_line_ends_are_no_change()
    {
        await Apply(Write("a.yaml", PlanFileOf("a").Body));
        var windows = PlanFileOf("a").Body.Replace("\n", "\r\n", StringComparison.Ordinal);

        Assert.That(
            await Apply(Write("windows.yaml", windows)), Is.EqualTo((0, "plan 'a' of 2026-01-01: unchanged", "")));
    }

    [Test]
    public async Task Two_files_for_one_version_are_refused()
    {
        var one = Write("one.yaml", PlanFileOf("a").Body);
        var other = Write("other.yaml", PlanFileOf("a", price: "2").Body);

        var (code, _, complaints) = await Apply(one, other);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(complaints,
            Does.StartWith($"{other}: plan 'a' of 2026-01-01 is also in {one}; give one of them."));
    }

    [Test]
    public async Task A_version_that_has_rated_a_session_is_not_changed_and_the_way_out_is_told()
    {
        await Apply(Write("a.yaml", PlanFileOf("sample").Body));
        await new Usages(database.Source).AddOnce(UsageOf("1"), default);
        var changed = Write("changed.yaml", PlanFileOf("sample", price: "2").Body);

        var (code, _, complaints) = await Apply(changed);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(complaints, Does.StartWith(
            $"{changed}: plan 'sample' of 2026-01-01 has rated sessions; give the change a new validFrom."));
    }

    [Test]
    public void A_plan_that_is_not_there_cannot_be_shown() =>
        Assert.That(() => Show("none"), Throws.InvalidOperationException.With.Message.EqualTo(
            "No plan 'none' is valid on 2026-11-20; see 'plans list'."));

    private string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    private string Write(string name, byte[] bytes)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    private async Task<(int Code, string Output, string Complaints)> Apply(params string[] files)
    {
        using var output = new StringWriter();
        using var complaints = new StringWriter();
        var code = await PlanCommands.Apply(plans, files, correct: false, output, complaints, default);
        return (code, output.ToString().TrimEnd(), complaints.ToString().TrimEnd());
    }

    private async Task<string> Show(string code)
    {
        using var output = new StringWriter();
        await PlanCommands.Show(plans, code, Today, output, default);
        return output.ToString();
    }
}
