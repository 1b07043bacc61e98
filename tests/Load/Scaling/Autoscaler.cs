namespace Charging.Load.Scaling;

/// <summary>
/// How many instances there should be, as Kubernetes' autoscaler decides it: one for each threshold that the figure
/// makes, a tenth more or less of what is there changes nothing, up at once by no more than double or four, down one by
/// one after a calm. https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
/// </summary>
internal sealed class Autoscaler(ScalingRule rule)
{
    private const double Tolerance = 0.1;
    private const int MostAdded = 4;

    private readonly List<(DateTime At, int Instances)> wishes = [];
    private DateTime lastEnd;

    public ScalingRule Rule => rule;

    /// <param name="now">A moment after that of the call before.</param>
    /// <param name="running">Instances at this moment.</param>
    /// <param name="figures">One for each trigger; null where it is not to be had, which changes nothing.</param>
    public int Decide(DateTime now, int running, IReadOnlyList<double?> figures)
    {
        var wish = rule.Triggers.Zip(figures, (trigger, figure) => Wish(trigger, figure, running)).Max();
        wishes.RemoveAll(one => now - one.At > rule.Calm);
        wishes.Add((now, wish));
        if (wish > running) return Math.Min(wish, Math.Min(rule.Most, Math.Max(2 * running, running + MostAdded)));

        var calm = wishes.Max(one => one.Instances);
        if (calm >= running || running <= rule.Least || now - lastEnd < rule.BetweenTwo) return running;
        lastEnd = now;
        return running - 1;
    }

    private int Wish(ScalingTrigger trigger, double? figure, int running)
    {
        if (figure is not { } value) return running;
        var needed = value / trigger.Threshold;
        var wish = Math.Abs(needed / running - 1) <= Tolerance ? running : (int)Math.Ceiling(needed);
        return Math.Clamp(wish, rule.Least, rule.Most);
    }
}
