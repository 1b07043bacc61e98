using System.Security.Cryptography;
using System.Text;
using Charging.TestBed;

namespace Charging.Tests;

/// <summary>A chain on which everything is done that a person can do by a command, each once.</summary>
internal sealed class Deeds : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private Deeds(Chain chain) => Chain = chain;

    public Chain Chain { get; }

    public static async Task<Deeds> Begin() => new(await Chain.Start(new ChainOptions
    {
        Customers =
        [
            new SampleCustomer("pays", "tok_ok"),
            new SampleCustomer("is-broke", "tok_insufficient_funds"),
            new SampleCustomer("gateway-is-silent", "tok_no_answer_not_captured"),
        ],
        Settings = new Dictionary<string, string>
        {
            ["Gateway__QuickRepeats"] = "0",
            ["Retry__Looks__0"] = "00:00:01",
            ["Retry__RepeatWithin"] = "00:00:00",
            ["Audit__As"] = "jana",
        },
    }));

    public async Task DoAll()
    {
        await AboutPayments();
        await AboutTheBank();
        await AboutInvoices();
        await AboutPrices();
        await AboutWhatLies();
        await Chain.Operate("customers", "apply", await Write(
            "customers.json",
            $"[{Encoding.UTF8.GetString(Chain.Customers[0].Bytes).Replace("\"version\": 1", "\"version\": 2")}]"));
        await Chain.Operate("publish", await Write("sessions.jsonl", OneLine(Session("pays").Json)));
    }

    public ValueTask DisposeAsync() => new(Chain.Close());

    public async Task<string> Charged(string customer, string state, int seconds = 600)
    {
        var session = Session(customer, seconds);
        var invoiceId = new SessionKey(SampleSession.Source, session.SessionId).InvoiceId;
        await Chain.Publish([session]);
        return await Eventually.Becomes(
            () => Chain.Database.Value<string>(
                "select invoice_number from payment.payments where invoice_id = @invoiceId and state = @state",
                new { invoiceId, state }),
            number => number is not null, Limit, $"{session.SessionId} {state}");
    }

    public static SampleSession Session(string customer, int seconds = 600) => new(
        $"session-{Guid.NewGuid():n}", customer, TimeProvider.System.GetUtcNow().UtcDateTime, seconds);

    /// <summary>Sets a session of nobody aside; returns its id in quarantine.</summary>
    public async Task<Guid> SetAside(SampleSession session)
    {
        await Chain.Publish([session]);
        return await Eventually.Becomes(
            () => Chain.Database.Value<Guid>(
                "select quarantine_id from rating.quarantine where session_id = @SessionId", new { session.SessionId }),
            id => id != Guid.Empty, Limit, $"{session.SessionId} set aside");
    }

    /// <summary>Publishes what no worker can read; completes when it lies in Rating's queue of errors.</summary>
    public async Task Unreadable(string body)
    {
        const string queue = "rating-rate-session_error";
        await Chain.Broker.Publish("session-ended", [Encoding.UTF8.GetBytes(body)]);
        await Eventually.Holds(
            async () => (await Chain.Broker.Messages()).ContainsKey(queue)
                && (await Chain.Broker.Peek(queue)).Any(one => Encoding.UTF8.GetString(one.Body.Span) == body),
            Limit, $"'{body}' in {queue}");
    }

    private async Task AboutPayments()
    {
        var payment = Chain.Payment[0];
        var paid = await Charged("pays", "Captured");
        await payment.Run("payments", "refund", paid, "--amount", "0.10", "--reason", "The line broke off.");
        await RefundWithoutAnswer(paid);
        await payment.Run("payments", "decide-refund", paid, "--not-refunded");
        await payment.Run("receipts", "resend", paid);
        var payout = await Chain.Database.Value<string>(
            """
            select format('{"payoutId":"po_1","date":"2026-11-24","currency":"EUR","gross":%s,"fee":1,"net":%s,' ||
                          '"references":["%s"]}', a.amount_minor, a.amount_minor - 1, gateway_reference)
            from   payment.attempts a join payment.payments using (invoice_id)
            where  invoice_number = @paid and status = 'captured'
            """,
            new { paid });
        await payment.Run("settle", await Write("payouts.jsonl", payout));
        await payment.Run("payments", "dispute", "won", await Disputed(paid));
        await payment.Run("payments", "dispute", "lost", await Disputed(paid));
        var broke = await Charged("is-broke", "WaitingToRetry");
        await payment.Run("payments", "retry", broke);
        await Eventually.Holds(
            () => Chain.Database.Value<bool>(
                """
                select state = 'WaitingToRetry' and attempt_no = 2
                from   payment.payments where invoice_number = @broke
                """,
                new { broke }),
            Limit, "a second decline");
        await payment.Run("payments", "abandon", broke, "--reason", "agreed by telephone");
        var silent = await Charged("gateway-is-silent", "NeedsReview");
        await payment.Run("payments", "decide", silent, "--captured", "pay_by_hand", "--as", "petr");
    }

    private async Task AboutTheBank()
    {
        var payment = Chain.Payment[0];
        var broke = await Charged("is-broke", "WaitingToRetry");
        var statement = BankStatement.Of(
            "deeds", ("1.57", "for the call"), ("-0.40", "fee"), ("7.00", ""), ("-7.00", ""));
        await payment.Run("bank", "import", await Write("statement.xml", statement), "--new-account");
        await payment.Run("bank", "assign", await Entry(157), broke, "--reason", "the customer called");
        await payment.Run("bank", "elsewhere", await Entry(-40), "--reason", "the bank's own");
        await payment.Run("bank", "return", await Entry(700), await Entry(-700), "--reason", "sent by mistake");

        Task<string> Entry(long minor) => Chain.Database.Value<string>(
            """
            select substr(replace(entry_id::text, '-', ''), 1, 8)
            from   payment.bank_entries join payment.bank_statements using (statement_id)
            where  amount_minor = @minor and account = 'deeds'
            """,
            new { minor });
    }

    /// <summary>As if its gateway had been asked about it for a day.</summary>
    private Task RefundWithoutAnswer(string number) => Chain.Database.Execute(
        """
        insert into payment.refunds (refund_id, invoice_id, refund_no, order_id, amount_minor, currency, reason,
                                     idempotency_key, capture_reference, status, started_at)
        select gen_random_uuid(), invoice_id, 9, gen_random_uuid(), 1, 'EUR', 'a gift', 'refund:9', 'unknown',
               'unknown', created_at
        from   payment.payments where invoice_number = @number
        """,
        new { number });

    /// <summary>As if the customer had disputed a cent of it, and the gateway had told; returns the dispute.</summary>
    private async Task<string> Disputed(string number)
    {
        var reference = $"dp_{Guid.NewGuid():n}";
        await Chain.Database.Execute(
            """
            insert into payment.disputes (reference, invoice_id, capture_reference, amount_minor, currency, status,
                                          moves, reported_at, is_decided)
            select @reference, invoice_id, attempt.gateway_reference, 1, attempt.currency, 'open', 1,
                   attempt.resolved_at, false
            from   payment.payments as payment
            join   payment.attempts as attempt using (invoice_id)
            where  payment.invoice_number = @number and attempt.status = 'captured'
            """,
            new { reference, number });
        return reference;
    }

    private async Task AboutInvoices()
    {
        var number = await Charged("pays", "Captured");
        await Chain.Invoicing[0].Run("credit", number, "--reason", "a complaint");
        await Chain.Publish([Session("pays", seconds: 10)]);
        await Eventually.Holds(
            () => Chain.Database.Value<bool>("select exists (select from invoicing.open_invoices)"),
            Limit, "an open invoice");
        await Chain.Invoicing[0].Run("open", "issue", "--customer", "pays");
        await Chain.Invoicing[0].Run(
            "rates", "import", await Write("rates.csv", "date,units,currency,rate,in\n2026-11-20,1,EUR,24.235,CZK\n"));
    }

    private async Task AboutPrices()
    {
        var corrected = SampleCustomer.PlanYaml.Replace("price: 0.06", "price: 0.07", StringComparison.Ordinal);
        await Chain.Rating[0].Run("plans", "apply", "--correct", await Write("corrected.yaml", corrected));
        await Chain.Rating[0].Run(
            "rerate", "--plan", SampleCustomer.PlanCode, "--from", "2020-01-01", "--to", "2099-12-31", "--apply");
    }

    private async Task AboutWhatLies()
    {
        var aside = await SetAside(Session("nobody"));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Chain.Rating[0].Run("quarantine", "replay", "--id", $"{aside}"));
        await Chain.Rating[0].Run("quarantine", "close", "--id", $"{aside}", "--reason", "a test call");
        await Unreadable("Hello, I am no session.");
        Assert.That((await Chain.TryOperate("dead", "replay", "rating-rate-session_error")).ExitCode, Is.EqualTo(1));
        await Chain.Operate(
            "dead", "close", "--id", Id("Hello, I am no session."), "--reason", "no session at all");
    }

    /// <summary>As dead list prints it.</summary>
    public static string Id(string body) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..16];

    private static string OneLine(string json) => json.ReplaceLineEndings(" ");

    private async Task<string> Write(string name, string text)
    {
        var path = Path.Combine(Chain.Folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
