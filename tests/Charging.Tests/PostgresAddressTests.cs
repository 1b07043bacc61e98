namespace Charging.Tests;

public class PostgresAddressTests
{
    private const string Rest = "Port=5432;Database=charging;Username=rating;Password=pass-word";

    [TestCase("Host=a,b,c")]
    [TestCase("Host=a:5432,b:5433")]
    [TestCase("Host=a,b;Target Session Attributes=any")]
    [TestCase("Host=a,b;Target Session Attributes=prefer-standby")]
    [TestCase("Host=a,b;Target Session Attributes=standby")]
    public void Several_hosts_of_which_one_may_be_a_standby_are_refused_with_what_to_do(string hosts)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Create(hosts));

        Assert.That(
            refused!.Message,
            Does.Contain("several hosts").And.Contain("Add Target Session Attributes=primary").And.Not.Contain("pass"));
    }

    [TestCase("Host=a,b,c;Target Session Attributes=primary")]
    [TestCase("Host=a,b;Target Session Attributes=read-write")]
    [TestCase("Host=a")]
    [TestCase("Host=a;Target Session Attributes=primary")]
    public void Where_only_a_primary_can_be_meant_nothing_is_refused(string hosts) =>
        Assert.That(() => Create(hosts), Throws.Nothing);

    [TestCase("Database=charging")]
    [TestCase("Host=a;Prot=5432")]
    [TestCase("Host=a;Port=high")]
    [TestCase("Host=a;Target Session Attributes=first")]
    public void What_is_no_address_is_said_in_a_sentence(string connectionString)
    {
        var refused = Assert.Throws<InvalidOperationException>(
            () => Postgres.Create(connectionString, "charging-tests").Dispose());

        Assert.That(refused!.Message, Does.StartWith("The connection string of PostgreSQL"));
    }

    private static void Create(string hosts) => Postgres.Create($"{hosts};{Rest}", "charging-tests").Dispose();
}
