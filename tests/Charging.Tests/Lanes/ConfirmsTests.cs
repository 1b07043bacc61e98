using MassTransit;
using RabbitMQ.Client;

namespace Charging.Tests.Lanes;

/// <summary>Who hears what when the broker confirms, refuses, gives back, or is gone.</summary>
public class ConfirmsTests
{
    private Confirms confirms = null!;

    [SetUp]
    public void Open() => confirms = new Confirms();

    [Test]
    public void One_word_confirms_all_before_it()
    {
        var sent = Expect("a", "b", "c", "d");

        confirms.Confirm(2, isOfAll: false, isSafe: true);
        confirms.Confirm(3, isOfAll: true, isSafe: true);

        Assert.That(sent.Select(one => one.Confirmed.IsCompletedSuccessfully),
            Is.EqualTo([true, true, true, false]));
    }

    [Test]
    public void A_word_for_one_leaves_those_before_it_waiting()
    {
        var sent = Expect("a", "b");

        confirms.Confirm(2, isOfAll: false, isSafe: true);

        Assert.That(sent.Select(one => one.Confirmed.IsCompleted), Is.EqualTo([false, true]));
    }

    [Test]
    public void What_the_broker_could_not_keep_passes_by_itself()
    {
        var sent = Expect("a", "b");

        confirms.Confirm(2, isOfAll: true, isSafe: false);

        Assert.That(sent.Select(Heard), Has.All.InstanceOf<RabbitMqConnectionException>());
        Assert.That(sent.Select(one => Transient.Is(Heard(one)!)), Has.All.True);
    }

    [Test]
    public void What_no_queue_took_is_not_told_though_it_is_confirmed_afterwards()
    {
        var sent = Expect("a", "b");

        confirms.Return("exchange", "a", "NO_ROUTE");
        confirms.Confirm(2, isOfAll: true, isSafe: true);

        Assert.That(Heard(sent[0]), Is.InstanceOf<MessageReturnedException>()
            .With.Message.EqualTo("No queue took message a to 'exchange': NO_ROUTE."));
        Assert.That(sent[1].Confirmed.IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public void A_message_of_the_same_id_to_another_exchange_is_another_message()
    {
        var sent = Expect("a");

        confirms.Return("other-exchange", "a", "NO_ROUTE");

        Assert.That(sent[0].Confirmed.IsCompleted, Is.False);
    }

    [Test]
    public void With_the_channel_all_who_wait_hear_of_its_loss_and_so_does_who_comes_later()
    {
        var before = Expect("a", "b");

        confirms.Lose("the broker stops");
        var after = Expect("c");

        Assert.That(before.Concat(after).Select(Heard), Has.All.InstanceOf<RabbitMqConnectionException>()
            .With.All.Message.Contains("the broker stops"));
    }

    private static Exception? Heard(Outgoing message) => message.Confirmed.Exception?.InnerException;

    private List<Outgoing> Expect(params IEnumerable<string> ids)
    {
        List<Outgoing> sent =
        [
            .. ids.Select(id => new Outgoing("exchange", true, new BasicProperties { MessageId = id }, new byte[2])),
        ];
        sent.ForEach(confirms.Expect);
        return sent;
    }
}
