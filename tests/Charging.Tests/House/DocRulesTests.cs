namespace Charging.Tests.House;

public class DocRulesTests
{
    private static readonly string[] Runbook =
    [
        .. SourceFile.All.Where(file => file.Path.StartsWith("docs/runbook/", StringComparison.Ordinal))
            .Select(file => string.Join(' ', file.Lines.Select(line => line.Trim()))),
    ];

    [TestCaseSource(typeof(DocRules), nameof(DocRules.All))]
    public void The_documents_keep_to_the_code(object rule) =>
        Assert.That(SourceFile.All.SelectMany(((HouseRule)rule).Offences), Is.Empty);

    [TestCaseSource(typeof(DocRules), nameof(DocRules.All))]
    public void A_breach_is_noticed(object rule) =>
        Assert.That(((HouseRule)rule).Offences(((HouseRule)rule).Breach), Is.Not.Empty);

    [Test]
    public void Each_log_line_that_needs_somebody_stands_on_a_page_of_the_runbook() =>
        Assert.That(
            LoggedEvent.All.Where(logged => logged.NeedsSomebody && !Runbook.Any(page => Says(page, logged)))
                .Select(logged => $"[{logged.Id}] {logged.Words} ({logged.File.Path})"),
            Is.Empty);

    [Test]
    public void Log_lines_of_each_program_are_found() =>
        Assert.That(
            LoggedEvent.All.Where(logged => logged.NeedsSomebody).Select(logged => logged.File.Path.Split('/')[0]),
            Is.SupersetOf((string[])["Rating.Worker", "Invoicing.Worker", "Payment.Worker", "ServiceDefaults"]));

    [Test]
    public void No_two_log_lines_of_a_worker_have_one_number() =>
        Assert.That(
            LoggedEvent.All.Where(logged => !logged.File.Path.StartsWith("deploy/", StringComparison.Ordinal))
                .GroupBy(logged => logged.Id).Where(same => same.Count() > 1)
                .Select(same => $"[{same.Key}] {string.Join(" and ", same.Select(logged => logged.Words))}"),
            Is.Empty);

    [Test]
    public void A_log_line_that_no_page_names_is_noticed() =>
        Assert.That(Runbook.Any(page => Says(page, LoggedEvent.All[0] with { Id = 999 })), Is.False);

    [Test]
    public void Each_reason_for_the_quarantine_stands_on_a_page_of_the_runbook() =>
        Assert.That(
            Words.All<QuarantineCode>()
                .Where(code => !Runbook.Any(page => page.Contains($"`{code}`", StringComparison.Ordinal))),
            Is.Empty);

    [Test]
    public void Each_page_of_a_folder_of_documents_stands_in_its_index() =>
        Assert.That(
            from page in SourceFile.All
            where page.Folder is "docs/runbook" or "docs/how-to" or "docs/decisions" && page.Name != "README.md"
            let index = SourceFile.All.Single(file => file.Path == $"{page.Folder}/README.md")
            where !index.Lines.Any(line => line.Contains($"({page.Name})", StringComparison.Ordinal))
            select page.Path,
            Is.Empty);

    private static bool Says(string page, LoggedEvent logged) =>
        page.Contains($"[{logged.Id}]", StringComparison.Ordinal)
        && page.Contains(logged.Words, StringComparison.Ordinal);
}
