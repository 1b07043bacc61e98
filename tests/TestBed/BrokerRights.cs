namespace Charging.TestBed;

/// <summary>A user of the broker and what it may do, as deploy/broker-rights says it.</summary>
public sealed record BrokerRights(string Name, string Configure, string Write, string Read)
{
    private const string Nothing = "^$";

    public static IReadOnlyList<BrokerRights> All { get; } = In(Path.Combine(Bed.Root, "deploy", "broker-rights"));

    public static IReadOnlyList<BrokerRights> In(string file)
    {
        var words = File.ReadLines(file)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(line => line.Length > 2)
            .ToList();
        return
        [
            .. words.Select(line => line[0]).Distinct().Select(user =>
                new BrokerRights(user, Right(user, "configure"), Right(user, "write"), Right(user, "read"))),
        ];

        string Right(string user, string right)
        {
            var names = string.Join('|', words.Where(line => line[0] == user && line[1] == right)
                .SelectMany(line => line.Skip(2)));
            return names.Length == 0 ? Nothing : $"^({names})$";
        }
    }
}
