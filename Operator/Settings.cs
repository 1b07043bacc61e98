namespace Charging.Operator;

/// <summary>Where broker, database and files are; ./charging sets all of it for those that it started.</summary>
internal static class Settings
{
    /// <summary>A count over many millions of rows on a busy database.</summary>
    private static readonly TimeSpan LongestStatement = TimeSpan.FromMinutes(10);

    /// <summary>A forgotten transaction that holds a table is said, and not waited for.</summary>
    private static readonly TimeSpan LongestLock = TimeSpan.FromSeconds(10);

    /// <summary>amqp://…, for what the operator does himself.</summary>
    public static string RabbitMq => Required("ConnectionStrings__RabbitMq");

    /// <summary>amqp://…, with the rights of an upstream platform: to publish sessions, and nothing else.</summary>
    public static string Upstream => Required("ConnectionStrings__Upstream");

    /// <summary>
    /// amqp://…, as the user that may tell of customers; <see cref="RabbitMq"/> where one user does both.
    /// </summary>
    public static string Crm =>
        Environment.GetEnvironmentVariable("ConnectionStrings__Crm") is { Length: > 0 } crm ? crm : RabbitMq;

    /// <summary>
    /// http://user:password@host:port of RabbitMQ's management; of a cluster several, with commas between them.
    /// </summary>
    public static IReadOnlyList<Uri> Management =>
    [
        .. Required("ConnectionStrings__Management").Split(',', StringSplitOptions.TrimEntries).Select(address =>
            Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri
                : throw new InvalidOperationException(
                    "ConnectionStrings__Management is no http://user:password@host:port, or several with commas.")),
    ];

    /// <summary>http://host:port of Alertmanager.</summary>
    public static Uri Alertmanager =>
        Uri.TryCreate(Required("ConnectionStrings__Alertmanager"), UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
            ? uri
            : throw new InvalidOperationException("ConnectionStrings__Alertmanager is no http://host:port.");

    /// <summary>The virtual host of <see cref="RabbitMq"/>.</summary>
    public static string VirtualHost => BrokerAddress.Parse(RabbitMq).VirtualHost;

    /// <summary>The file that keeps the key of every published session; reconcile's "sessions in".</summary>
    public static string Published => Required("Operator__Published");

    /// <summary>The folder where the payment worker puts mails.</summary>
    public static string Receipts => Required("Operator__Receipts");

    /// <summary>The file in which the in-process gateway keeps what it drew.</summary>
    public static string GatewayJournal => Required("Operator__GatewayJournal");

    /// <summary>The sandbox gateway's own ledger; null where another gateway draws.</summary>
    public static string? GatewayLedger =>
        Environment.GetEnvironmentVariable("Gateway__Ledger") is { Length: > 0 } path ? path : null;

    /// <summary>
    /// A data source with the rights of operator or auditor: the views of the three workers, and the audit trail.
    /// </summary>
    public static NpgsqlDataSource OpenPostgres()
    {
        var settings = new NpgsqlConnectionStringBuilder(Required("ConnectionStrings__Postgres"))
        {
            CommandTimeout = (int)LongestStatement.TotalSeconds,
        };
        settings.Options = $"{settings.Options} -c lock_timeout={LongestLock.TotalMilliseconds}";
        return Postgres.Create(settings.ConnectionString, "charging-operator");
    }

    private static string Required(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"{name} is not set; call this through ./charging, or set it.");
}
