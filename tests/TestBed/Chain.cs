namespace Charging.TestBed;

/// <summary>
/// The whole chain on a fresh virtual host and a fresh database: three workers as processes of their own, a folder for
/// receipts, the gateway's journal or a sandbox gateway, the sample plan, seller and customers.
/// </summary>
public sealed class Chain : IAsyncDisposable
{
    private static readonly TimeSpan CustomersLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan RestLimit = TimeSpan.FromMinutes(1);

    private readonly ChainOptions options;
    private readonly Dictionary<string, string> settings;
    private readonly ChainSandbox? sandbox;
    private readonly List<WorkerProcess> beside = [];
    private int given;

    private Chain(ChainOptions options, Broker broker, Database database)
    {
        (this.options, Broker, Database) = (options, broker, database);
        Folder = Directory.CreateTempSubdirectory("charging-test-").FullName;
        sandbox = options.Sandbox is { } awkward ? new ChainSandbox(awkward) : null;
        settings = Settings();
        Rating = Workers("Rating.Worker", options.Instances);
        Invoicing = Workers("Invoicing.Worker", options.Invoicings ?? options.Instances);
        Payment = Workers("Payment.Worker", options.Instances);
    }

    public Broker Broker { get; }

    public Database Database { get; }

    /// <summary>Logs, receipts and the gateway's journal.</summary>
    public string Folder { get; }

    /// <summary>One .eml file per mail.</summary>
    public string Receipts => Path.Combine(Folder, "receipts");

    public IReadOnlyList<string> MailFiles => Directory.Exists(Receipts) ? Directory.GetFiles(Receipts, "*.eml") : [];

    public bool HasSandbox => sandbox is not null;

    /// <summary>The gateway, where the options ask for one outside the workers.</summary>
    public SandboxProcess Sandbox => sandbox?.Process ?? throw new InvalidOperationException(
        "This chain's gateway is within its worker; set ChainOptions.Sandbox.");

    /// <summary>What the gateway captured, told by itself.</summary>
    public IReadOnlyList<Capture> Captures => sandbox is null
        ? [.. Capture.Read(Journal).Where(line => line.Minor > 0)]
        : [.. Sandbox.Entries.Where(entry => entry.Kind == SandboxEntry.Captured).Select(entry => entry.ToCapture())];

    /// <summary>What the gateway within the worker gave back, told by itself, each less than 0.</summary>
    public IReadOnlyList<Capture> Refunds => [.. Capture.Read(Journal).Where(line => line.Minor < 0)];

    /// <summary>Where the gateway within the worker writes what it captures and gives back.</summary>
    public string Journal => Path.Combine(Folder, "gateway.journal");

    public IReadOnlyList<WorkerProcess> Rating { get; }

    public IReadOnlyList<WorkerProcess> Invoicing { get; }

    public IReadOnlyList<WorkerProcess> Payment { get; }

    /// <summary>
    /// The environment of a worker such as Rating.Worker, for another one beside it. Each is a user of its own on the
    /// broker and in the database.
    /// </summary>
    public IReadOnlyDictionary<string, string> SettingsOf(string worker) => new Dictionary<string, string>(settings)
    {
        ["ConnectionStrings__RabbitMq"] = Broker.As(worker.Split('.')[0].ToLowerInvariant()),
        ["ConnectionStrings__Postgres"] = Database.As(worker.Split('.')[0].ToLowerInvariant()),
        ["ConnectionStrings__Owner"] = Database.As("charging_owner"),
    };

    public IReadOnlyList<SampleCustomer> Customers => options.Customers;

    public bool SendsReceipts => options.SendsReceipts;

    /// <summary>What was done before the test that has it now; nothing on a chain that is one test's own.</summary>
    public DoneBefore Before { get; private set; } = DoneBefore.Nothing;

    public IEnumerable<WorkerProcess> All => [.. Rating, .. Invoicing, .. Payment, .. beside];

    /// <summary>What every process of the chain said.</summary>
    public IEnumerable<string> LogFiles =>
        [.. All.Select(worker => worker.LogFile), .. sandbox is null ? [] : (string[])[Sandbox.LogFile]];

    /// <summary>A chain that is ready: schema, plan, seller, customers, and every worker running.</summary>
    public static Task<Chain> Start(ChainOptions? options = null) => Begin(options, async chain =>
    {
        await chain.StartSandbox();
        await chain.StartWorkers();
    });

    /// <summary>Schema, plan, seller, exchanges and queues are there; no worker has ever run.</summary>
    public static Task<Chain> Prepare(ChainOptions? options = null) => Begin(options, async chain =>
    {
        await chain.StartSandbox();
        await Task.WhenAll(
            chain.Rating[0].Run("topology"), chain.Invoicing[0].Run("topology"), chain.Payment[0].Run("topology"));
    });

    /// <summary>Starts every worker and waits until each knows every customer.</summary>
    public async Task StartWorkers()
    {
        await Task.WhenAll(All.Select(worker => worker.Start()));
        await PublishCustomers();
        await Eventually.Becomes(
            () => Database.Value<long>("""
                select least((select count(*) from rating.known_customers),
                             (select count(*) from invoicing.known_customers),
                             (select count(*) from payment.known_customers))
                """),
            known => known == options.Customers.Count,
            CustomersLimit,
            $"{options.Customers.Count} customers known to every worker");
    }

    /// <summary>One more of a worker such as Rating.Worker, of any release; whoever asks for it starts it.</summary>
    public WorkerProcess Beside(string worker, Release? release)
    {
        var log = Path.Combine(Folder, $"{worker}-beside-{beside.Count + 1}.log");
        beside.Add(new WorkerProcess(worker, SettingsOf(worker), log, release));
        return beside[^1];
    }

    /// <summary>From its next start on it has the port on which the sandbox gateway's events come.</summary>
    public void LetHear(WorkerProcess payment)
    {
        foreach (var (name, value) in sandbox!.ForTheOneThatHears) payment.Set(name, value);
    }

    public Task PublishCustomers() =>
        Broker.Publish("customer-changed", options.Customers.Select(customer => customer.Bytes), "crm");

    public Task Publish(IEnumerable<SampleSession> sessions) =>
        Broker.Publish("session-ended", sessions.Select(session => session.Bytes), "upstream");

    /// <summary>
    /// So many sessions, as <see cref="SampleSession.Many"/>, none of which any test of it had before: of these
    /// customers, or of all.
    /// </summary>
    public IReadOnlyList<SampleSession> NewSessions(int count, IReadOnlyList<SampleCustomer>? customers = null)
    {
        given += count;
        return SampleSession.Many(count, customers ?? Customers, given - count);
    }

    /// <summary>
    /// Gives it to the next of the tests that share it: no message lies in any queue, queues that a test declared are
    /// gone, and from here on what comes is counted from 0.
    /// </summary>
    public async Task HandOver()
    {
        await Broker.Tidy();
        await Eventually.Becomes(
            async () => string.Join(", ", (await Broker.Messages()).Where(queue => queue.Value > 0)),
            waiting => waiting.Length == 0, RestLimit, "every queue empty");
        Before = await DoneBefore.By(this);
    }

    /// <summary>Since it was handed over.</summary>
    public async Task<Progress> Progress() => (await WholeProgress()).Since(Before.Progress);

    internal async Task<Progress> WholeProgress()
    {
        const string sql = """
            select (select count(*) from rating.rated_sessions)                               as rated,
                   (select count(*) from invoicing.issued_invoices)                          as invoiced,
                   (select count(*) from payment.capture_attempts where status = 'captured')  as captured,
                   (select count(*) from invoicing.issued_invoices where status <> 'issued') as settled,
                   (select count(*) from payment.mails where status = 'sent')      as mailed
            """;
        return (await Database.Rows<Progress>(sql))[0];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in All) await worker.DisposeAsync();
        if (sandbox is not null) await Sandbox.DisposeAsync();
        await Broker.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>What does not begin leaves nothing behind.</summary>
    private static async Task<Chain> Begin(ChainOptions? options, Func<Chain, Task> beginning)
    {
        options ??= new ChainOptions();
        var broker = await Broker.Create(options.Release?.BrokerRights);
        var chain = new Chain(options, broker, await ChainDatabase.Create(options));
        var begun = false;
        try
        {
            await beginning(chain);
            begun = true;
            return chain;
        }
        finally
        {
            if (!begun) await chain.DisposeAsync();
        }
    }

    private Dictionary<string, string> Settings()
    {
        var own = new Dictionary<string, string>
        {
            ["Publishers__CustomerChanged__0"] = "crm",
            ["Gateway__Journal"] = Journal,
            ["Receipts__Enabled"] = $"{SendsReceipts}",
            ["Receipts__Folder"] = Receipts,
        };
        foreach (var (name, value) in sandbox?.ForWorkers ?? new Dictionary<string, string>()) own[name] = value;
        foreach (var (name, value) in options.Settings) own[name] = value;
        return own;
    }

    private IReadOnlyList<WorkerProcess> Workers(string name, int instances) =>
    [
        .. Enumerable.Range(1, instances)
            .Select(number => new WorkerProcess(
                name, SettingsOf(name), Path.Combine(Folder, $"{name}-{number}.log"), options.Release)),
    ];

    private async Task StartSandbox()
    {
        if (sandbox is null) return;
        LetHear(Payment[0]);
        await Sandbox.Start();
    }
}
