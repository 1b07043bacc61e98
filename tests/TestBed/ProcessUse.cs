using System.Globalization;

namespace Charging.TestBed;

/// <summary>What a process has used so far, from /proc: CPU time, resident bytes now and at most.</summary>
public sealed record ProcessUse(TimeSpan Cpu, long Bytes, long PeakBytes)
{
    private const int TicksPerSecond = 100;

    public static ProcessUse Of(int processId) => new(
        CpuOf(processId, withReapedChildren: false),
        Kibibytes(processId, "VmRSS:") * 1024,
        Kibibytes(processId, "VmHWM:") * 1024);

    /// <summary>A process with all its children, those that have ended included in the CPU time.</summary>
    public static ProcessUse OfFamily(int processId)
    {
        var self = Of(processId) with { Cpu = CpuOf(processId, withReapedChildren: true) };
        return ChildrenOf(processId).Select(Of).Aggregate(self, (sum, child) => sum + child);
    }

    public static ProcessUse operator +(ProcessUse left, ProcessUse right) =>
        new(left.Cpu + right.Cpu, left.Bytes + right.Bytes, left.PeakBytes + right.PeakBytes);

    public static int ParentOf(int processId) => int.Parse(Fields(processId)[1], CultureInfo.InvariantCulture);

    public static IReadOnlyList<int> ChildrenOf(int processId) =>
    [
        .. File.ReadAllText($"/proc/{processId}/task/{processId}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture))
            .Where(child => Directory.Exists($"/proc/{child}")),
    ];

    // Fields 14 to 17 of proc(5): user and system time of the process, then of the children it has waited for.
    private static TimeSpan CpuOf(int processId, bool withReapedChildren)
    {
        var times = Fields(processId)[11..(withReapedChildren ? 15 : 13)];
        var ticks = times.Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    // The fields behind the name, which stands in parentheses and may hold spaces: [0] is field 3, the state.
    private static string[] Fields(int processId)
    {
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static long Kibibytes(int processId, string name) =>
        File.ReadLines($"/proc/{processId}/status")
            .Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1])
            .Select(number => long.Parse(number, CultureInfo.InvariantCulture))
            .FirstOrDefault();
}
