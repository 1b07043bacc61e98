namespace Charging.Load.Scaling;

/// <summary>What comes in, how far each worker may grow, and what is one instance's share of the figures.</summary>
/// <param name="Steps">One after the other.</param>
/// <param name="Most">Instances of each worker.</param>
/// <param name="Rate">Messages a second for one instance.</param>
/// <param name="Backlog">Messages that wait for one instance.</param>
/// <param name="Curve">The file to draw the run into, or null.</param>
internal sealed record ScaleOptions(IReadOnlyList<Step> Steps, int Most, int Rate, int Backlog, string? Curve);
