namespace Charging.ServiceDefaults.Waiting;

/// <summary>
/// What others can make us say as often as they like: the first of a subject is said at once, then once a minute how
/// often it was. Subjects are of a short list, such as queues or platforms; a stranger's word is none.
/// </summary>
public sealed class SaidSeldom(TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock turn = new();
    private readonly Dictionary<string, (DateTimeOffset SaidAt, int Since)> said = [];

    /// <returns>
    /// How many there were since it was said the last time, these among them; null if it is not to be said now.
    /// </returns>
    public int? Count(string subject, int more = 1)
    {
        lock (turn)
        {
            var now = clock.GetUtcNow();
            var (saidAt, since) = said.GetValueOrDefault(subject);
            var isDue = now - saidAt >= Pause;
            said[subject] = isDue ? (now, 0) : (saidAt, since + more);
            return isDue ? since + more : null;
        }
    }
}
