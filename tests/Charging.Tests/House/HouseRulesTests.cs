using System.Text.RegularExpressions;

namespace Charging.Tests.House;

public class HouseRulesTests
{
    [TestCaseSource(typeof(HouseRules), nameof(HouseRules.All))]
    public void The_house_keeps_its_rules(object rule) =>
        Assert.That(SourceFile.All.SelectMany(((HouseRule)rule).Offences), Is.Empty);

    [TestCaseSource(typeof(HouseRules), nameof(HouseRules.All))]
    public void A_breach_is_noticed(object rule) =>
        Assert.That(((HouseRule)rule).Offences(((HouseRule)rule).Breach), Is.Not.Empty);

    /// <summary>So many lines are a smell and no wall: whoever comes by sees them.</summary>
    [Test]
    public void A_code_file_of_more_than_200_lines_is_looked_at()
    {
        var many = SourceFile.All.Where(file => file.IsCode && !file.IsTest && file.LinesBesideSql > 200).ToList();

        Warn.If(many.Select(file => $"{file.Path}: {file.LinesBesideSql}"), Is.Not.Empty);
    }

    [Test]
    public void The_lines_of_a_statement_are_not_counted_and_those_of_other_literals_are()
    {
        const string quotes = "\"\"\"";
        var sql = $"const string sql = {quotes}\n    select one\n    from   two\n    {quotes};";
        var text = $"var text = {quotes}\n    hello\n    {quotes};";

        Assert.That(SourceFile.Of("X.cs", $"{sql}\n{text}").LinesBesideSql, Is.EqualTo(5));
    }

    [Test]
    public void Contracts_need_nothing_but_the_platform() =>
        Assert.That(typeof(SessionEnded).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name),
            Has.All.StartsWith("System."));

    [Test]
    public void The_rules_see_the_code_of_every_part() =>
        Assert.That(
            SourceFile.All.Where(file => file.IsCode).Select(file => file.Path.Split('/')[0]).Distinct(),
            Is.SupersetOf((string[])
            [
                "Contracts", "ServiceDefaults", "Documents", "Rating.Worker", "Invoicing.Worker", "Payment.Worker",
                "Operator", "tests",
            ]));

    [Test]
    public void The_rules_see_tables_and_views_of_every_worker() =>
        Assert.That(
            ViewRules.Tables.Concat(ViewRules.Views),
            Is.SupersetOf((string[])
            [
                "rating.usages", "invoicing.invoices", "payment.payments", "rating.rated_sessions",
                "invoicing.issued_invoices", "payment.collections",
            ]));

    [Test]
    public void An_interface_has_more_than_one_implementation()
    {
        var code = SourceFile.All.Where(file => file.IsCode && !file.IsTest).SelectMany(file => file.Lines).ToList();
        var interfaces = code
            .Select(line => Regex.Match(line, @"\binterface (I[A-Z]\w+)"))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value);

        // The gateway's second implementation is the one over HTTP, which the chain can do without.
        Assert.That(interfaces.Where(name => Implementations(code, name) == 1), Is.SubsetOf(["IPaymentGateway"]));
    }

    private static int Implementations(IEnumerable<string> code, string name) =>
        code.Count(line => Regex.IsMatch(line, $@"\b(class|record|struct)\b.*:.*\b{name}\b"));
}
