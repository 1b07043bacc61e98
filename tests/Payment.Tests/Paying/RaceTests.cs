using System.Globalization;
using System.Net;
using Charging.Payments.Tests.Refunding;
using Charging.TestBed;
using static Charging.Payments.Tests.Paying.PayChain;

namespace Charging.Payments.Tests.Paying;

/// <summary>
/// Page, retry, credit note, giving up and the gateway's word at once, in an order that a seed says, and the worker is
/// killed among it. CHARGING_RACE is how many invoices run it, CHARGING_SEED where it begins.
/// </summary>
[Category("bed")]
[NonParallelizable]
public class RaceTests
{
    /// <summary>So many at once, with one kill.</summary>
    private const int Batch = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static int Rounds => Number("CHARGING_RACE", Batch);

    private static int Seed => Number("CHARGING_SEED", 20261130);

    [Test]
    public async Task Money_is_taken_once_the_books_are_even_and_no_page_can_still_be_paid()
    {
        for (var done = 0; done < Rounds; done += Batch)
        {
            var chance = new Random(Seed + done);
            var races = await Task.WhenAll(Enumerable.Range(done, Math.Min(Batch, Rounds - done))
                .Select(round => Race.Begin(round, new Random(chance.Next()))));

            var run = Task.WhenAll(races.Select(race => race.Run()));
            await Pass(chance.Next(3000));
            await Running.Kill();
            await Running.Start();
            await run;
            await Task.WhenAll(races.Select(race => race.End()));
            foreach (var race in races) await race.Judge();
            TestContext.Progress.WriteLine($"{done + races.Length} of {Rounds}, seed {Seed}");
        }
    }

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var given)
            ? given
            : usual;

    /// <summary>To the moment that the seed says.</summary>
    private static async Task Pass(int milliseconds)
    {
        using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds + 1), TimeProvider.System);
        await moment.WaitForNextTickAsync();
    }

    /// <summary>One invoice of a customer of its own, and what happens to it.</summary>
    private sealed class Race(int round, Random chance, InvoiceCreated invoice, Uri link)
    {
        private readonly HashSet<Uri> pages = [];
        private readonly string story = $"round {round}, seed {Seed}, invoice {invoice.InvoiceId}";
        private bool isCreditedWhole;
        private long credited;
        private bool isGivenUp;

        private string Customer => invoice.CustomerId;

        private RetryPayment Retry => new() { InvoiceId = invoice.InvoiceId, AttemptNo = 1 };

        public static async Task<Race> Begin(int round, Random chance)
        {
            var customer = $"race-{round}-{Seed}";
            await Know(customer, 1, "pm_declined_expired_card");
            await Eventually.Becomes(
                () => Kept.Value<long>(
                    "select count(*) from payment.customers where customer_id = @customer", new { customer }),
                seen => seen == 1, Limit, $"{customer} known");
            var (invoice, link) = await Unpaid(customer);
            return new Race(round, chance, invoice, link);
        }

        /// <summary>Each of these at some moment of three seconds, or not at all.</summary>
        public async Task Run()
        {
            List<Task> all = [At(Visit), At(Visit)];
            if (chance.Next(3) > 0) all.Add(At(() => Know(Customer, 2, "pm_ok")));
            if (chance.Next(3) == 0) all.Add(At(() => Credit(isWhole: chance.Next(2) == 0)));
            if (chance.Next(4) == 0) all.Add(At(GiveUp));
            if (chance.Next(2) == 0) all.Add(At(TimeIsUp));
            if (chance.Next(2) == 0)
                all.Add(At(() => Order("retry-payment", Retry)));
            await Task.WhenAll(all);
        }

        /// <summary>A good card is on file at last, and whatever page is open has had its time.</summary>
        public async Task End()
        {
            await Know(Customer, 3, "pm_ok");
            await Eventually.Holds(
                async () =>
                {
                    await TimeIsUp();
                    return await Kept.Value<bool>(
                        """
                        select state in ('Captured', 'Abandoned') and checkout_no is null
                               and not exists (select from payment.refunds
                                               where  invoice_id = @InvoiceId and status not in ('done', 'failed'))
                               and not exists (select from payment.credits
                                               where  invoice_id = @InvoiceId and settled_at is null)
                        from   payment.payments where invoice_id = @InvoiceId
                        """,
                        new { invoice.InvoiceId });
                },
                Limit, $"the end of {story}; the worker's log is {Running.LogFile}");
        }

        public async Task Judge()
        {
            await PayWhateverIsLeft();

            var owed = invoice.Total.Minor - credited;
            var state = await Kept.Value<string>(
                "select state from payment.payments where invoice_id = @InvoiceId", new { invoice.InvoiceId });
            var captures = Sandbox.Entries.Count(entry =>
                entry.InvoiceId == invoice.InvoiceId && entry.Kind == SandboxEntry.Captured);
            Assert.That(captures, Is.EqualTo(state == "Captured" ? 1 : 0), $"drawings of {state}: {story}");
            Assert.That(await Drawn(invoice), Is.EqualTo(state == "Captured" ? owed : 0), $"kept of {state}: {story}");
            Assert.That(state == "Captured" || isGivenUp || isCreditedWhole, Is.True, $"given up by itself: {story}");
            Assert.That(
                (await Balance("receivable"), await Balance("write_off"), await Balance("gateway_clearing")),
                Is.EqualTo((0L, state == "Captured" ? 0 : owed, state == "Captured" ? owed : 0)),
                $"books of {state}: {story}");
        }

        private Task<long> Balance(string account) => Kept.Balance(account, invoice.InvoiceId);

        private async Task At(Func<Task> deed)
        {
            await Pass(chance.Next(3000));
            await deed();
        }

        /// <summary>Comes by the link, goes to the gateway's page, and pays there or not; twice perhaps.</summary>
        private async Task Visit()
        {
            for (var i = 0; i < 3; i++)
            {
                var page = await Try();
                if (page is not null)
                {
                    lock (pages) pages.Add(page);
                    await Pass(chance.Next(1000));
                    if (chance.Next(4) > 0) await Pay(page, chance.Next(4) == 0 ? "pm_declined_do_not_honor" : "pm_ok");
                    return;
                }

                await Pass(chance.Next(1000));
            }
        }

        /// <summary>Null where the page leads nowhere, or nobody is there.</summary>
        private async Task<Uri?> Try()
        {
            try
            {
                using var answer = await Post(link, keeps: chance.Next(3) == 0);
                return answer.StatusCode == HttpStatusCode.SeeOther ? answer.Headers.Location : null;
            }
            catch (HttpRequestException)
            {
                return null;
            }
        }

        private Task Credit(bool isWhole)
        {
            isCreditedWhole = isWhole;
            credited = isWhole ? invoice.Total.Minor : 605;
            return Tell(
                "credit-note-issued", "CreditNoteIssued", isWhole ? invoice.Whole() : invoice.Note(net: 500, tax: 105));
        }

        private Task GiveUp()
        {
            isGivenUp = true;
            return Order("abandon-payment", new AbandonPayment { InvoiceId = invoice.InvoiceId, Reason = "race" });
        }

        private Task TimeIsUp() => Kept.Execute(
            """
            update payment.checkouts
            set    open_until = now() - interval '1 second', opened_at = opened_at - interval '3 minutes',
                   due_at = now()
            where  invoice_id = @InvoiceId and closed_at is null
            """,
            new { invoice.InvoiceId });

        /// <summary>On every page that was ever shown for it: nothing may come of it.</summary>
        private async Task PayWhateverIsLeft()
        {
            foreach (var page in pages) await Pay(page);
            if (await Try() is { } more)
            {
                // What was given up may be paid: that is what the page is for.
                Assert.That(isGivenUp && !isCreditedWhole, Is.True, $"a page for what is paid: {story}");
                await Pay(more);
                await Becomes(invoice, "Captured");
                await End();
            }
        }
    }
}
