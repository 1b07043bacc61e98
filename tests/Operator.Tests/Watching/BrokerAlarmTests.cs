using Charging.Operator.Watching;

namespace Charging.Operator.Tests.Watching;

public class BrokerAlarmTests
{
    [TestCase("disk", "is short of disk, so nobody can publish: make room there")]
    [TestCase("memory", "is short of memory, so nobody can publish: see above which queue is long")]
    [TestCase("file_descriptor_limit", "is short of files, so nobody can publish: raise its limit")]
    [TestCase("another", "is short of another, so nobody can publish: see what its own log says")]
    public void A_node_that_is_short_of_something_is_named_with_what_to_do(string resource, string sentence)
    {
        var wrongs = new Wrongs();

        wrongs.Add(new BrokerAlarm("rabbit@host-1", resource).Sentence);

        Assert.That(wrongs.ExitCode, Is.EqualTo(1));
        Assert.That(
            wrongs.Sentences.Single(),
            Does.StartWith($"The broker's node rabbit@host-1 {sentence}").And.EndsWith("docs/runbook/broker-alarm.md"));
    }
}
