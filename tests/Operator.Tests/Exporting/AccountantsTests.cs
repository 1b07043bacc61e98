using Charging.Operator.Exporting;
using Charging.TestBed;

namespace Charging.Operator.Tests.Exporting;

/// <summary>hledger and beancount reckon what the lines come to, whatever strangers called their documents.</summary>
public class AccountantsTests
{
    private static readonly IReadOnlyList<BookLine> Lines = Made.Lines(500);

    private string folder = "";

    [OneTimeSetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("charging-books-").FullName;

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Hledger_finds_our_balances_account_by_account()
    {
        static string Name(string account) => $"books:{account.Replace('_', ' ')}";
        var path = await Write("books.journal", Made.Written("hledger", Made.Accounts(Name), Lines));

        Assert.That(await Accountant.ByHledger(path), Is.EquivalentTo(Made.Balances(Lines, Name)));
    }

    [Test]
    public async Task Beancount_finds_our_balances_account_by_account()
    {
        static string Name(string account) => $"Assets:A-{account.Replace('_', '-')}";
        var path = await Write("books.beancount", Made.Written("beancount", Made.Accounts(Name), Lines));

        Assert.That(await Accountant.ByBeancount(path), Is.EquivalentTo(Made.Balances(Lines, Name)));
    }

    private async Task<string> Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
