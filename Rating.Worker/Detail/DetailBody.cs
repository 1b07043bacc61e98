using System.Text.Json;

namespace Charging.Rating.Detail;

/// <summary>What a bridge serves at detailUri: <c>{ "legs": [ … ] }</c>, the legs as in SessionEnded.</summary>
internal sealed record DetailBody
{
    public required IReadOnlyList<Leg> Legs { get; init; }

    /// <summary>Strictly, by the rules of the wire. A reason names the place and never what stands there.</summary>
    public static DetailAnswer Read(ReadOnlySpan<byte> json, string host)
    {
        try
        {
            var legs = JsonSerializer.Deserialize<DetailBody>(json, Wire.Json)?.Legs ?? [];
            return legs.Count > 0
                ? new DetailAnswer.Served(legs)
                : new DetailAnswer.Refused(
                    $"{host} served a session's detail without legs; mend the bridge, then replay.");
        }
        catch (JsonException exception)
        {
            return new DetailAnswer.Refused(
                $"{host} served what is not a session's detail (line {exception.LineNumber + 1}, " +
                $"byte {exception.BytePositionInLine + 1}); mend the bridge, then replay.");
        }
    }
}
