namespace Charging.Ingest.Tests.Running;

/// <summary>Tests that ask the one program which runs for all of this folder.</summary>
public abstract class OnIngest
{
    private protected RunningIngest Ingest { get; } = IngestBed.Ingest;
}
