using System.Text.Json;
using System.Text.RegularExpressions;
using Charging.TestBed;
using Charging.Tests.House;
using k8s.Models;
using YamlDotNet.Serialization;

namespace Charging.Tests.Rollout;

/// <summary>docs/how-to/empty-cluster.md: no command of it names what is not there.</summary>
public class ClusterPageTests
{
    private static readonly SourceFile Source =
        SourceFile.All.Single(file => file.Path == "docs/how-to/empty-cluster.md");

    private static readonly Page Page = new(Source);
    private static readonly string Text = string.Join('\n', Source.Lines);

    private Chart chart = null!;

    /// <summary>The example that asks for all of them.</summary>
    [OneTimeSetUp]
    public async Task Render() => chart = await Chart.Of("production");

    [Test]
    public void Every_file_of_ours_that_is_named_is_there()
    {
        var named = Page.CodeLines.Concat(Page.CodeWords)
            .SelectMany(line => Regex.Matches(line, @"(?<![\w./-])(?:deploy|docs)/[\w./*-]+"))
            .Select(match => match.Value).Distinct().ToList();

        Assert.That(named, Has.Count.GreaterThan(6));
        Assert.That(named.Where(name => !IsThere(name)), Is.Empty);
    }

    [Test]
    public void Each_secret_that_the_chart_asks_for_is_made_and_no_other()
    {
        var asked = chart.Pods.SelectMany(pod => pod.Containers.Single().Env)
            .Select(one => one.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>()
            .Where(key => key.Optional != true).Select(key => $"{key.Name} {key.Key}").Distinct().ToList();

        Assert.That(asked, Has.Count.GreaterThan(10));
        Assert.That(SecretsMade(), Is.EquivalentTo(asked));
    }

    [Test]
    public void The_registrys_secret_is_made_by_the_name_that_the_example_gives_it() =>
        Assert.That(
            Made("docker-registry").Select(made => made.Name),
            Is.EqualTo(chart.Pods.SelectMany(pod => pod.ImagePullSecrets).Select(secret => secret.Name).Distinct()));

    [Test]
    public void Every_value_that_is_named_is_one_of_the_chart()
    {
        var known = Names(new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(
            File.ReadAllText(Path.Combine(Chart.Folder, "values.yaml")))).ToHashSet();
        var named = Page.CodeWords.Where(word => Regex.IsMatch(word, @"^[a-z]+[A-Za-z]*(\.[a-z][A-Za-z]*)+$"))
            .Where(word => !IsThere(word) && !word.EndsWith(".conf", StringComparison.Ordinal)).ToList();

        Assert.That(named, Has.Count.GreaterThan(10));
        Assert.That(named.Where(name => !known.Contains(name)), Is.Empty);
    }

    [Test]
    public void The_brokers_users_and_the_databases_logins_are_those_of_the_data()
    {
        var users = Regex.Match(Text, "for user in ([a-z ]+); do rabbitmqctl").Groups[1].Value.Split(' ');
        var logins = Regex.Match(
            File.ReadAllText(Path.Combine(Bed.Root, "deploy", "roles.sql")),
            @"foreach role_name in array array\[([^\]]+)\]").Groups[1].Value;

        Assert.That(users, Is.EquivalentTo(BrokerRights.All.Select(rights => rights.Name)));
        Assert.That(
            Regex.Matches(Text, @"Username=(\w+)").Select(match => match.Groups[1].Value).Distinct()
                .Where(login => !logins.Contains($"'{login}'", StringComparison.Ordinal)),
            Is.Empty);
    }

    [Test]
    public void Every_workload_that_is_named_is_in_the_namespace_that_is_made()
    {
        var spaces = Regex.Matches(Text, @"kubectl -n (\S+)|--namespace (\S+)|create namespace (\S+)")
            .Select(match => match.Groups.Values.Skip(1).First(group => group.Success).Value).Distinct();

        Assert.That(spaces, Is.EqualTo(chart.Workers.Select(worker => worker.Metadata.NamespaceProperty).Distinct()));
    }

    [Test]
    public void The_image_of_each_program_that_the_chart_runs_is_made()
    {
        var page = new Page(SourceFile.All.Single(file => file.Path == "docs/how-to/make-images.md"));
        var programs = page.CodeLines.Select(line => Regex.Match(line, "^for program in (.+); do$").Groups[1].Value)
            .Single(list => list.Length > 0).Split(' ');

        Assert.That(
            chart.Pods.Select(pod => pod.Containers.Single().Image.Split('/')[^1].Split(':')[0]).Distinct(),
            Is.SubsetOf(programs.Select(program => program.Split('.')[0].ToLowerInvariant())));
        Assert.That(
            programs.Where(program => !Directory.Exists(Path.Combine(Bed.Root, program))), Is.Empty);
    }

    [Test]
    public void The_first_session_is_of_a_customer_whose_card_pays()
    {
        var samples = Path.Combine(Bed.Root, "deploy", "samples");
        var grep = Regex.Match(Text, """grep '("[\w-]+")' deploy/samples/sessions.jsonl""").Groups[1].Value;
        var (paying, replaced) = Regex.Match(Text, @"sed 's/(\w+)/(\w+)/' deploy/samples/customers.yaml").Groups
            is [_, var before, var after] ? (before.Value, after.Value) : ("", "");

        var session = JsonDocument.Parse(File.ReadLines(Path.Combine(samples, "sessions.jsonl"))
            .Single(line => line.Contains(grep, StringComparison.Ordinal))).RootElement;
        var payer = session.GetProperty("customerId").GetString();
        var customer = File.ReadAllText(Path.Combine(samples, "customers.yaml")).Split("- customerId: ")
            .Single(one => one.StartsWith($"{payer}\n", StringComparison.Ordinal));

        Assert.That(customer, Does.Contain($"kind: card, token: {paying},"));
        Assert.That(replaced, Is.EqualTo("tok_ok"), "which the gateway within the workers draws from");
        Assert.That(Text, Does.Contain($"Operator.dll trace {session.GetProperty("sessionId").GetString()}\n"));
    }

    private static IEnumerable<string> SecretsMade() =>
        Made("generic").Concat(Patched()).Select(made => $"{made.Name} {made.Key}");

    private static IEnumerable<(string Name, string Key)> Made(string kind) =>
        from line in Page.CodeLines
        let made = Regex.Match(line, $@"create secret {kind} (\S+)")
        where made.Success
        from key in kind == "generic" ? KeysIn(line) : [""]
        select (made.Groups[1].Value, key);

    private static IEnumerable<string> KeysIn(string line) =>
        Regex.Matches(line, @"--from-literal=([\w.-]+)=").Select(match => match.Groups[1].Value);

    private static IEnumerable<(string Name, string Key)> Patched() =>
        from line in Page.CodeLines
        let patched = Regex.Match(line, """patch secret (\S+) .*\{"stringData": \{"([\w.-]+)":""")
        where patched.Success
        select (patched.Groups[1].Value, patched.Groups[2].Value);

    private static bool IsThere(string name)
    {
        var path = Path.Combine(Bed.Root, name.TrimEnd('/', '.'));
        return name.Contains('*', StringComparison.Ordinal)
            ? Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path)).Any()
            : File.Exists(path) || Directory.Exists(path) || name is "roles.sql";
    }

    private static IEnumerable<string> Names(Dictionary<object, object> values, string before = "") =>
        values.SelectMany(pair => pair.Value is Dictionary<object, object> within
            ? Names(within, $"{before}{pair.Key}.").Append($"{before}{pair.Key}")
            : [$"{before}{pair.Key}"]);
}
