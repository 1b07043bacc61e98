namespace Charging.Tests.House;

/// <summary>
/// Settings that no options class holds, with a text of the code that reads them: who removes that reading is told to
/// remove the row too.
/// </summary>
internal sealed record OtherSettings(string Heading, string About, IReadOnlyList<(Setting Setting, string ReadAs)> Rows)
{
    // Name, type, default, and how the code reads it; what it does follows, indented.
    private const string Workers = """
        ConnectionStrings__Postgres | text | must be set | GetConnectionString(name)
            As the worker's own login (`rating`, `invoicing`, `payment`). Several hosts only with `Target Session
            Attributes=primary`; not through a pooler that shares connections by transaction, which passes no
            notifications. No `Command Timeout`: at its end the wait of a commit for its standby would be cancelled.
        ConnectionStrings__Owner | text | as `ConnectionStrings__Postgres` | ConnectionStrings:Owner
            As `charging_owner`; only the command `migrate` reads it.
        ConnectionStrings__RabbitMq | text | must be set | ConnectionString("RabbitMq")
            `amqp://user:password@host:port,host:port/vhost`, as the worker's own user; one host, or all of a
            cluster, which are asked in random order. Characters such as `/`, `@`, `:` in a password are written as
            `%2F`, `%40`, `%3A`.
        Management__Address | IP address | `127.0.0.1` | Management:Address
            Where `/health/live`, `/health/ready` and `/metrics` answer.
        Management__Port | number | `0` | Management:Port
            Its port; 0 takes any free one.
        Publishers__Own__0 | list | `rating`, `invoicing`, `payment`, `operator`, `ingest` | {Section}:Own
            Our own users on the broker, whom inner queues hear; always the worker's own too. No platform may have
            such a name. The operator reads it too.
        Publishers__CustomerChanged__0 | list | whoever the broker's rights let | typeof(T).Name
            The users that may tell of customers, by `user-id`.
        Publishers__SessionEnded__0 | list | whoever the broker's rights let | typeof(T).Name
            The users that may tell of sessions, by `user-id` (Rating).
        Publishers__UnnamedUntil | time such as `2026-12-24T18:00:00Z` | never | {Section}:UnnamedUntil
            Until then inner queues take messages of workers from before, which do not say who they are; by itself
            closed again.
        Clock__Ahead | time | `00:00:00` | Clock:Ahead
            For rehearsals alone: how far the worker's clock is ahead of the machine's.
        Audit__As | text | the operating system's account | Audit__As
            Who stands in the audit trail for what is done by a command, unless `--as` says it.
        OTEL_EXPORTER_OTLP_ENDPOINT | URL | none | OTEL_EXPORTER_OTLP_ENDPOINT
            The collector that metrics and traces go to; without one nothing is traced.
        OTEL_EXPORTER_OTLP_HEADERS | text | none | AddOtlpExporter()
            What that collector wants in headers, `authorization=Bearer …`; a secret.
        Logging__Console__FormatterName | `line` or `json` | `line` | Logging:Console:FormatterName
            How the log looks: a line for people, or an object for programs, with trace and session.
        Logging__LogLevel__Charging | `Debug`, `Information` … | `Information` | Logging.AddFilter
            From which level on our own lines are written; `Debug` has one for each session in each worker.
        CHARGING_STACK | any text | none | CHARGING_STACK
            A command that fails shows where it happened too.
        """;

    private const string Rating = """
        Sources__USER__0 | list | any source | Section = "Sources"
            For which sources a platform's user may speak: `bridge-*.example`. What is given is told by nobody else;
            who is given one tells no other.
        Ceiling__EUR | amount, or `none` | about ten thousand euro | Section = "Ceiling"
            The most that one session may cost, in the main unit of the currency. A plan with a `maximumCharge` has
            no other. What costs more is set aside as `over-ceiling`.
        Import__FORMAT__Customer | text | by format | Value("Customer")
            The field that names who pays. FORMAT is the name of the format's class, such as FreeSwitchCdr.
        Import__FORMAT__Source | text | the platform | Value("Source")
            The source of records that name no host; another source makes another session.
        Import__FORMAT__Address | text | `callee` | Value("Address")
            OpenSIPS and Kamailio: the field with the called number; `none` if prices do not depend on it.
        Import__FORMAT__Separator | text | none | Value("Separator")
            FreeSwitchConference: what stands before the customer in the names of conferences, at its last place.
        Import__FORMAT__Breakouts | `true` or `false` | `false` | "Breakouts"
            BigBlueButtonMeeting: breakout rooms are charged beside their meeting.
        """;

    private const string Operators = """
        ConnectionStrings__Crm | text | as the operator | ConnectionStrings__Crm
            As whom customers are told of on the broker.
        ConnectionStrings__Upstream | text | must be set | ConnectionStrings__Upstream
            As whom sessions are published.
        ConnectionStrings__Management | URL | must be set | ConnectionStrings__Management
            `http://user:password@host:port` of RabbitMQ's management; of a cluster several, with commas.
        ConnectionStrings__Alertmanager | URL | must be set | ConnectionStrings__Alertmanager
            `http://host:port` of the Alertmanager that `alerts` asks.
        Operator__Published | file | must be set | Operator__Published
            Keeps the key of every published session; reconcile's "sessions in".
        Operator__Receipts | folder | must be set | Operator__Receipts
            Where Payment puts mails.
        Operator__GatewayJournal | file | must be set | Operator__GatewayJournal
            In which the in-process gateway keeps what it drew.
        Gateway__Ledger | file | none | Gateway__Ledger
            The sandbox's `ledger.jsonl`, which `reconcile` compares with; without it the in-process gateway's
            journal.
        """;

    private const string Http = """
        Ingest__Keys__USER | text | must be set | Section = "Ingest:Keys"
            The key that a platform shows, 32 characters at least, made at random; a secret. USER is the platform's
            name, as a user of the broker or as it would be one.
        Ingest__Keys__USER__0 | list | none | GetChildren().Select(key => key.Value
            In its place, while one key takes another's: each of them counts.
        Sources__USER__0 | list | must be set | SourceRights.Section
            For which sources that platform speaks: `bridge-*.example`, or `*`. As in Rating, so that both can have it
            from one place.
        ConnectionStrings__Postgres | text | none | GetConnectionString("Postgres")
            As the login `ingest`: where it is given, platforms may ask where their sessions are.
        """;

    public static IReadOnlyList<OtherSettings> All { get; } =
    [
        new("Every worker",
            "Read once, at the start, by each of the three; by Ingest too, which has no commands.",
            Read(Workers)),
        new("Rating, and its commands that price", "By worker and commands alike, at the start.", Read(Rating)),
        new("Sessions over HTTP", "By Ingest, at the start.", Read(Http)),
        new("The operator's commands", "`./charging` sets all of it for what it started.", Read(Operators)),
    ];

    private static List<(Setting, string)> Read(string rows)
    {
        List<(Setting Setting, string ReadAs)> read = [];
        foreach (var line in rows.Split('\n'))
        {
            if (line.StartsWith(' '))
            {
                var (setting, readAs) = read[^1];
                read[^1] = (setting with { Does = $"{setting.Does} {line.Trim()}".Trim() }, readAs);
                continue;
            }

            var cells = line.Split(" | ");
            read.Add((new Setting(cells[0], cells[1], cells[2], "", "", ""), cells[3]));
        }

        return read;
    }
}
