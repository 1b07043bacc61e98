using Microsoft.Extensions.Logging;

namespace Charging.Tests;

/// <summary>What strangers get wrong is said in lines that somebody reads, however much of it there is.</summary>
public class RefusalLogTests
{
    [Test]
    public void A_reason_that_repeats_a_megabyte_of_its_publishers_words_is_one_short_line()
    {
        var said = new Said();
        var refused = new MessageRefusedException($"The version is '{new string('x', 1024 * 1024)}'; 1.0 is read.");

        new RefusalLog(said, TimeProvider.System).Refused("rating-rate-session", "upstream", refused);

        Assert.That(said.Lines.Single(), Does.Contain("upstream: The version is 'xxx").And.EndsWith("x…"));
        Assert.That(said.Lines.Single(), Has.Length.LessThan(1_200));
    }

    private sealed class Said : ILogger<RefusalLog>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }
}
