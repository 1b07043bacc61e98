using System.Collections.Concurrent;
using Stripe;
using static Charging.Sandbox.Tests.SandboxHost;

namespace Charging.Sandbox.Tests.Keeping;

/// <summary>A sandbox that dies without a word keeps what it answered for, and draws nothing twice.</summary>
public sealed class KilledSandboxTests
{
    private const int Payments = 3000;
    private const int Callers = 32;

    private readonly ConcurrentDictionary<int, string> answered = [];

    [Test]
    public async Task Killed_twice_among_3000_payments_it_charges_each_once()
    {
        await using var sandbox = await SandboxProcess.Launch();
        var killAt = new ConcurrentQueue<int>([Payments / 4, Payments / 2]);
        var upAgain = new SemaphoreSlim(1);

        await Parallel.ForAsync(0, Payments, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (i, _) =>
        {
            while (!await IsAnswered(sandbox, i))
            {
                await upAgain.WaitAsync(CancellationToken.None);
                upAgain.Release();
            }

            if (!killAt.TryPeek(out var share) || answered.Count < share || !killAt.TryDequeue(out share)) return;
            await upAgain.WaitAsync(CancellationToken.None);
            await sandbox.Kill();
            await sandbox.Start();
            upAgain.Release();
        });

        Assert.That(killAt, Is.Empty, "killed twice");
        var lines = await System.IO.File.ReadAllLinesAsync(Path.Combine(sandbox.Folder, "ledger.jsonl"));
        var captured = lines.Select(line => System.Text.Json.JsonSerializer.Deserialize<Entry>(line, Wire.Json)!)
            .ToLookup(entry => entry.Intent!.InvoiceId, entry => entry.Intent!.Id);
        Assert.That(captured, Has.Count.EqualTo(Payments));
        Assert.That(captured.Where(invoice => invoice.Count() > 1), Is.Empty);
        Assert.That(answered.Where(x => captured[$"{x.Key}"].Single() != x.Value), Is.Empty, "as it was answered");
    }

    [TestCase(new string[0], 1, "set Sandbox__Folder")]
    [TestCase(new[] { "--help" }, 0, "Sandbox__Folder")]
    public async Task Without_a_folder_it_says_what_to_set(string[] arguments, int code, string says)
    {
        using var run = SandboxProcess.Run(arguments);
        var said = await run.StandardOutput.ReadToEndAsync() + await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();

        Assert.That(said, Does.Contain(says));
        Assert.That(run.ExitCode, Is.EqualTo(code));
    }

    private async Task<bool> IsAnswered(SandboxProcess sandbox, int invoice)
    {
        try
        {
            var paid = await sandbox.Stripe.PaymentIntents.CreateAsync(
                Payment("pm_ok", $"{invoice}"), Under($"capture:{invoice}:1"));
            answered[invoice] = paid.Id;
            return true;
        }
        catch (Exception away) when (away is HttpRequestException or IOException)
        {
            return false; // it is dead at this moment
        }
        catch (StripeException inUse) when (inUse.StripeError?.Code == "idempotency_key_in_use")
        {
            return false;
        }
    }
}
