using Charging.Rating.Sessions;

namespace Charging.Ingest.Reading;

/// <summary>One of a request's sessions, unjudged: its own bytes, or why there are none.</summary>
/// <param name="Json">The session's, which are published as they came.</param>
/// <param name="Within">Where they stand in the item: <c>$</c>, or <c>$.data</c> of a CloudEvent.</param>
/// <param name="TraceParent">The item's own trace; null without.</param>
/// <param name="Refusal">The item cannot be read far enough to find a session in it.</param>
internal readonly record struct SessionItem(
    ReadOnlyMemory<byte> Json, string Within = "$", string? TraceParent = null, SessionRefusal? Refusal = null);
