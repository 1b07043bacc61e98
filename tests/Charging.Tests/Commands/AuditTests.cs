using System.Text;
using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Tests.Commands;

/// <summary>Every command either only looks, or leaves a row in the audit trail.</summary>
[Category("bed")]
[DependsOnFixture(typeof(BankTests), AllowFailure = true)] // it changes prices of what was charged before, too
public partial class AuditTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>They change nothing; topology declares what is missing at the broker, and no more.</summary>
    private static readonly string[] OnlyLooks =
    [
        "Rating topology", "Rating plans list", "Rating plans show", "Rating plans try", "Rating quote", "Rating check",
        "Rating quarantine list", "Rating quarantine show", "Rating import",
        "Invoicing topology", "Invoicing invoice list", "Invoicing invoice show", "Invoicing invoice export",
        "Invoicing invoice verify", "Invoicing sellers list", "Invoicing open list",
        "Payment topology", "Payment payments list", "Payment payments show", "Payment payments review",
        "Payment receipts list", "Payment receipts show", "Payment bank suspense",
        "Operator books export", "Operator reconcile", "Operator trace", "Operator dead list", "Operator dead show",
        "Operator status", "Operator watch", "Operator outcomes", "Operator audit list", "Operator alerts",
    ];

    private readonly Deeds deeds = CommandsChain.Deeds;

    [OneTimeSetUp]
    public Task TakeOver() => deeds.Chain.HandOver();

    [TearDown]
    public void KeepLogs() => deeds.Chain.KeepLogs();

    [Test]
    public async Task Every_command_only_looks_or_is_recorded()
    {
        await deeds.DoAll();

        var recorded = await deeds.Chain.Database.Rows<string>("select distinct what from audit.events");
        var commands = await Commands();
        Assert.That(commands, Has.Count.GreaterThan(40), "the commands are found");
        Assert.That(OnlyLooks, Is.SubsetOf(commands), "those that are known to look are there");
        Assert.That(
            commands.Except(OnlyLooks).Where(command => !recorded.Contains(command.Split(' ', 2)[1])), Is.Empty);
    }

    [Test]
    public async Task A_row_says_who_what_which_before_after_and_why()
    {
        var number = await deeds.Charged("is-broke", "WaitingToRetry");

        await deeds.Chain.Payment[0].Run(
            "payments", "abandon", number, "--reason", "card 4111 1111 1111 1111\u001b[31m", "--as", "petr");

        var rows = await Rows(number);
        Assert.That(rows.Select(row => (row.Who, row.Login, row.What, row.Outcome)), Is.EqualTo(
            [("petr", "payment", "payments abandon", "begun"), ("petr", "payment", "payments abandon", "done")]));
        Assert.That(rows[0].Before, Does.Contain("\"state\":\"WaitingToRetry\""));
        Assert.That(rows[1].After, Does.Contain("**** **** **** 1111").And.Not.Contain("4111 1111"));
        Assert.That(rows.Select(row => row.Reason), Is.All.EqualTo("card **** **** **** 1111 [31m"));
        Assert.That(rows[0].TraceId, Is.EqualTo(rows[1].TraceId).And.Match("^[0-9a-f]{32}$"));
        var listed = await deeds.Chain.TryOperate("audit", "list", "--which", number, "--who", "petr");
        Assert.That(listed.ExitCode, Is.Zero, listed.Printed);
        Assert.That(listed.Printed, Does.Contain("petr").And.Contain("done").And.Contain("1 deed(s)."));
    }

    [Test]
    public async Task A_deed_that_the_broker_refuses_is_recorded_as_failed_and_its_name_is_the_settings()
    {
        var number = await deeds.Charged("is-broke", "WaitingToRetry");
        var settings = new Dictionary<string, string>(deeds.Chain.SettingsOf("Payment.Worker"))
        {
            ["ConnectionStrings__RabbitMq"] = "amqp://nobody:nothing@127.0.0.1:1/none",
        };
        await using var cutOff = new WorkerProcess(
            "Payment.Worker", settings, Path.Combine(deeds.Chain.Folder, "cut-off.log"));

        Assert.That(() => cutOff.Run("payments", "retry", number), Throws.InvalidOperationException);

        var rows = await Rows(number);
        Assert.That(rows.Select(row => (row.Who, row.Outcome)), Is.EqualTo([("jana", "begun"), ("jana", "failed")]));
        Assert.That(rows[1].After, Does.Contain("error"));
    }

    [Test]
    public async Task While_the_broker_takes_nothing_a_command_says_so_and_one_that_is_killed_stays_begun()
    {
        // Frozen before versions had a bound, and told of without a version: what follows counts all the same.
        await deeds.Chain.Database.Execute(
            """
            update rating.customers set version = 9223372036854775807 where customer_id = 'is-broke';
            update invoicing.customers set version = 9223372036854775807 where customer_id = 'is-broke';
            update payment.customers set version = 9223372036854775807 where customer_id = 'is-broke'
            """);
        var (killed, thawed) = (await CustomersFile("killed"), await CustomersFile("is-broke"));
        Operated status, end;
        await Bed.BlockPublishers();
        try
        {
            using var first = deeds.Chain.BeginOperation("customers", "apply", killed);
            await SaysThatItWaits(first);
            await first.Kill();
            status = await deeds.Chain.TryOperate("status");
            using var second = deeds.Chain.BeginOperation("customers", "apply", thawed);
            await SaysThatItWaits(second);
            await Bed.LetPublish();
            end = await second.End();
        }
        finally
        {
            await Bed.LetPublish();
        }

        Assert.That(end.ExitCode, Is.Zero, end.Printed);
        Assert.That(status.ExitCode, Is.EqualTo(1));
        Assert.That(status.Printed, Does.Match("wrong: The broker's node [^ ]+ is short of memory, so nobody can"));
        Assert.That((await Rows("is-broke")).Select(row => row.Outcome), Is.EqualTo(["begun", "done"]));
        Assert.That((await Rows("killed")).Select(row => row.Outcome), Is.EqualTo(["begun"]));
        var listed = await deeds.Chain.TryOperate("audit", "list", "--which", "killed");
        Assert.That(listed.Printed, Does.Contain("begun").And.Contain("customers apply"));

        static Task SaysThatItWaits(RunningOperation run) => Eventually.Holds(
            async () => (await run.Printed()).Contains("Waiting for the broker to confirm"), Limit, "said");
    }

    [Test]
    public async Task Where_nothing_can_be_recorded_nothing_is_done()
    {
        var number = await deeds.Charged("is-broke", "WaitingToRetry");
        var settings = new Dictionary<string, string>(deeds.Chain.SettingsOf("Payment.Worker"))
        {
            ["ConnectionStrings__Postgres"] = deeds.Chain.Database.As("auditor"),
        };
        // Whoever does no more than look may look at the payment, in this database.
        await deeds.Chain.Database.Execute("grant select on all tables in schema payment to auditor");
        await using var reader = new WorkerProcess(
            "Payment.Worker", settings, Path.Combine(deeds.Chain.Folder, "reader.log"));

        Assert.That(
            () => reader.Run("payments", "abandon", number, "--reason", "nobody is to know"),
            Throws.InvalidOperationException);

        Assert.That(await Rows(number), Is.Empty);
        Assert.That(
            await deeds.Chain.Database.Value<string>(
                "select state from payment.payments where invoice_number = @number", new { number }),
            Is.EqualTo("WaitingToRetry"));
    }

    /// <summary>Of one customer, without a version.</summary>
    private async Task<string> CustomersFile(string customerId)
    {
        var path = Path.Combine(deeds.Chain.Folder, $"{customerId}.json");
        var customer = Encoding.UTF8.GetString(new SampleCustomer(customerId, "tok_insufficient_funds").Bytes);
        await File.WriteAllTextAsync(
            path, $"[{customer.Replace("\"version\": 1,", "", StringComparison.Ordinal)}]");
        return path;
    }

    private Task<IReadOnlyList<Row>> Rows(string which) => deeds.Chain.Database.Rows<Row>(
        """
        select who, login, what, outcome, before::text, after::text, reason, trace_id
        from   audit.events where which = @which order by id
        """,
        new { which });

    private sealed record Row(
        string Who, string Login, string What, string Outcome, string? Before, string? After, string? Reason,
        string TraceId);

    /// <summary>The leaves of every program's tree, as its help shows them.</summary>
    private static async Task<IReadOnlyList<string>> Commands()
    {
        List<string> leaves = [];
        foreach (var program in (string[])["Rating.Worker", "Invoicing.Worker", "Payment.Worker", "Operator"])
            leaves.AddRange(await Leaves(program, []));
        return leaves;
    }

    private static async Task<IReadOnlyList<string>> Leaves(string program, string[] words)
    {
        var help = await CommandRun.Of(program, new Dictionary<string, string>(), [.. words, "--help"]);
        var below = Section().Match(help.Text) is { Success: true } section
            ? Names().Matches(section.Groups["lines"].Value).Select(line => line.Groups["name"].Value).ToList()
            : [];
        if (below.Count == 0) return [$"{program.Split('.')[0]} {string.Join(' ', words)}"];

        List<string> leaves = [];
        foreach (var word in below) leaves.AddRange(await Leaves(program, [.. words, word]));
        return leaves;
    }

    [GeneratedRegex(@"(?ms)^Commands:\r?\n(?<lines>.*?)(\r?\n\r?\n|\z)")]
    private static partial Regex Section();

    [GeneratedRegex(@"(?m)^  (?<name>[a-z][a-z-]*)")]
    private static partial Regex Names();
}
