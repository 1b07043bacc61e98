namespace Charging.Rating.Quarantine;

/// <summary>Which sessions are replayed: those set aside until a moment, of one code or any, or a single one.</summary>
/// <param name="Until">UTC.</param>
/// <param name="Code">Null for any.</param>
/// <param name="QuarantineId">Null for all.</param>
/// <param name="Except">What cannot be replayed, since its key is masked.</param>
internal sealed record ReplayChoice(DateTime Until, string? Code, Guid? QuarantineId, Guid[] Except);
