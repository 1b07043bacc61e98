using System.Diagnostics;
using System.Text;
using Charging.TestBed;
using MassTransit;

namespace Charging.Tests.Lanes;

/// <summary>Whichever way leads out of the fast lane, nothing is lost, and it ends as the ordinary way does.</summary>
[Category("bed")]
public class FastLaneTests
{
    private const string Errors = $"{LaneBed.Queue}_error";

    private static readonly byte[] Good = """{"number":1}"""u8.ToArray();

    private LaneBed bed = null!;

    [SetUp]
    public async Task Open() => bed = await LaneBed.Start();

    [TearDown]
    public async Task Close() => await bed.DisposeAsync();

    [Test]
    public async Task What_is_usual_takes_the_fast_lane_once_and_is_acknowledged()
    {
        var numbers = Enumerable.Range(1, 2000).ToList();

        await bed.Ask(numbers);

        await bed.Tells(numbers);
        await bed.Stop();
        Assert.That(bed.Got.Select(one => one.Way), Has.Exactly(2000).EqualTo("fast").And.Exactly(2000).Items);
        Assert.That(await bed.Broker.Ready(LaneBed.Queue), Is.Zero, "nothing came back when the worker ended");
    }

    [Test]
    public async Task Before_the_first_message_the_lane_is_rehearsed_up_to_the_consumer_that_hears_nothing_of_it()
    {
        var made = bed.Consumers;

        await bed.Ask(1);
        await bed.Tells([1]);

        Assert.That(made, Is.EqualTo(new WarmUpOptions().Times));
        Assert.That(bed.Got.Select(one => one.Number), Is.EqualTo([1]));
    }

    [Test]
    public async Task What_the_consumer_refuses_is_refused_on_the_ordinary_way_with_its_reason()
    {
        bed.Act = (_, _) => throw new MessageRefusedException("We do not do that.");

        await bed.Ask(1);

        await bed.Lies(Errors, 1);
        Assert.That(bed.WaysOf(1), Is.EqualTo(["fast", "ordinary"]));
        Assert.That(await Reason(), Is.EqualTo("We do not do that."));
    }

    [Test]
    public async Task A_fault_of_ours_is_tried_again_by_the_ordinary_rules()
    {
        bed.Act = (_, before) => before < 3 ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask;

        await bed.Ask(1);

        await bed.Tells([1]);
        await bed.BecomesEmpty();
        Assert.That(bed.WaysOf(1), Is.EqualTo(["fast", "ordinary", "ordinary", "ordinary"]));
    }

    [Test]
    public async Task A_rival_who_was_quicker_is_waited_for_on_the_ordinary_way()
    {
        bed.Act = (_, before) => before == 0
            ? throw new ConcurrencyException("Overtaken.", typeof(Question), Guid.Empty)
            : Task.CompletedTask;

        await bed.Ask(1);

        await bed.Tells([1]);
        Assert.That(bed.WaysOf(1), Is.EqualTo(["fast", "ordinary"]));
    }

    [Test]
    public async Task What_this_queue_does_not_hear_is_set_aside_unseen()
    {
        await bed.Say(Good, "Answer");

        await bed.Lies(Errors, 1);
        Assert.That(bed.Got, Is.Empty);
    }

    [Test]
    public async Task What_does_not_say_its_kind_does_not_take_the_fast_lane()
    {
        await bed.Say(Good, kind: null);
        await bed.Ask(2);

        await bed.Hears(2);
        await bed.BecomesEmpty();
        Assert.That(bed.WaysOf(1), Has.None.EqualTo("fast"));
        Assert.That(bed.WaysOf(2), Is.EqualTo(["fast"]));
    }

    [TestCase("""{"number":"one"}""")]
    [TestCase("""{"number":1,"number":2}""")]
    [TestCase("""{}""")]
    [TestCase("null")]
    [TestCase("")]
    public async Task What_cannot_be_read_is_set_aside_as_it_came(string body)
    {
        await bed.Say(Encoding.UTF8.GetBytes(body));

        await bed.Lies(Errors, 1);
        Assert.That(bed.Got, Is.Empty);
        Assert.That(Encoding.UTF8.GetString((await bed.Broker.First(Errors)).Body.Span), Is.EqualTo(body));
    }

    [TestCase(Publishers.Header, "lane", "ordinary", Description = "put back by the operator, of our own")]
    [TestCase("MT-Fault-Address", "queue:stolen", "ordinary", Description = "an address that nobody is to obey")]
    [TestCase("MT-Activity-Id", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "fast")]
    public async Task With_more_headers_than_that_of_a_trace_it_takes_the_ordinary_way(
        string header, string value, string way)
    {
        await bed.Say(Good, "Question", (header, header == Publishers.Header ? bed.Self : value));

        await bed.Tells([1]);
        Assert.That(bed.WaysOf(1), Is.EqualTo([way]));
    }

    [Test]
    public async Task What_a_stranger_published_is_refused_unseen()
    {
        var stranger = await bed.Broker.AddUser(configure: "", write: ".*", read: "");
        await using var publisher = await RawPublisher.Connect(stranger, CancellationToken.None);

        await publisher.Publish("question", Good, null, LaneBed.OfKind("Question"), CancellationToken.None);

        await bed.Lies(Errors, 1);
        Assert.That(bed.Got, Is.Empty);
        Assert.That(await Reason(), Does.StartWith($"'{LaneBed.Queue}' hears our own workers alone"));
    }

    [Test]
    public async Task An_answer_that_no_queue_takes_waits_until_one_does()
    {
        await bed.Unbind();

        await bed.Ask(1);
        await Eventually.Holds(
            () => Task.FromResult(bed.WaysOf(1).Count > 2), TimeSpan.FromSeconds(30), "tried in vain");
        await bed.Bind();

        await bed.Tells([1]);
        await bed.BecomesEmpty();
        Assert.That(bed.WaysOf(1).Distinct(), Is.EqualTo(["fast", "ordinary"]));
    }

    [Test]
    public async Task When_the_connection_is_lost_between_deed_and_telling_it_is_told_by_the_next()
    {
        var (begun, gone) = (new TaskCompletionSource(), new TaskCompletionSource());
        bed.Act = async (_, before) =>
        {
            if (before > 0) return;
            begun.TrySetResult();
            await gone.Task;
        };
        await bed.Ask(1);
        await begun.Task;

        await bed.Broker.Cut("charging-lane");
        gone.SetResult();

        await bed.Tells([1]);
        await bed.BecomesEmpty();
        Assert.That(bed.WaysOf(1)[0], Is.EqualTo("fast"));
        Assert.That(bed.WaysOf(1)[^1], Is.EqualTo("ordinary"), "it was handed out before");
    }

    [Test]
    public async Task A_worker_that_ends_finishes_what_is_in_the_fast_lane()
    {
        var (begun, may) = (new TaskCompletionSource(), new TaskCompletionSource());
        bed.Act = async (number, _) =>
        {
            if (number == 10) begun.SetResult();
            await may.Task;
        };
        await bed.Ask(Enumerable.Range(1, 10));
        await begun.Task;

        var ending = bed.Stop();
        Assert.That(ending.IsCompleted, Is.False);
        may.SetResult();
        await ending;

        Assert.That(await bed.Broker.Ready(LaneBed.Queue), Is.Zero);
        await bed.Tells(Enumerable.Range(1, 10));
        Assert.That(bed.Got, Has.Count.EqualTo(10), "each once");
    }

    [Test]
    public async Task Faults_do_not_stop_the_queue_while_more_than_half_goes_well()
    {
        bed.Act = (number, _) => number % 10 < 4
            ? throw new InvalidOperationException("One of four in ten.")
            : Task.CompletedTask;

        var watch = Stopwatch.StartNew();
        await bed.Ask(Enumerable.Range(0, 600));

        await bed.Lies(Errors, 240);
        await bed.Tells(Enumerable.Range(0, 600).Where(number => number % 10 >= 4));
        Assert.That(watch.Elapsed, Is.LessThan(Queues.RestartAfter), "a queue that is stopped begins again after that");
    }

    private async Task<string> Reason() => Encoding.UTF8.GetString(
        (byte[])(await bed.Broker.First(Errors)).BasicProperties.Headers!["MT-Fault-Message"]!);
}
