namespace Charging.Rating.Counting;

/// <summary>Sessions that a plan has rated and that started from one moment on and before another, in UTC.</summary>
internal sealed record RatedChoice(string PlanCode, DateTime From, DateTime Until);
