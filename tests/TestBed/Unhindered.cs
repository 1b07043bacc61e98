using Microsoft.Extensions.Logging.Abstractions;

namespace Charging.TestBed;

/// <summary>For what a test makes by hand outside a worker: whatever stands still, nobody asks.</summary>
public static class Unhindered
{
    public static Outages Outages => new(TimeProvider.System, NullLogger<Outages>.Instance);
}
