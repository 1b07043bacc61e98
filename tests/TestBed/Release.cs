namespace Charging.TestBed;

/// <summary>
/// What deploy/local/release made of an earlier revision: its programs, what its users may do on the broker, and its
/// logins of the database.
/// </summary>
public sealed record Release(string Folder)
{
    private const string Variable = "CHARGING_TEST_PREVIOUS";

    /// <summary>The one that ./charging rollout begins with.</summary>
    public static Release Previous => new(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? folder
        : throw new InvalidOperationException(
            $"{Variable} is not set. This test needs an earlier release: run ./charging rollout, which builds it."));

    public IReadOnlyList<BrokerRights> BrokerRights => TestBed.BrokerRights.In(Path.Combine(Folder, "broker-rights"));

    public string Roles => Path.Combine(Folder, "roles.sql");

    internal string PathOf(string program) => Path.Combine(Folder, program, $"{program}.dll");
}
