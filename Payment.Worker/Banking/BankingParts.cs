namespace Charging.Payments.Banking;

/// <summary>What imports the bank's statements, and has invoices paid by what stands on them.</summary>
internal static class BankingParts
{
    /// <param name="worker">The payment worker.</param>
    /// <param name="collects">Whether this instance offers transfers to the payments that they are for.</param>
    public static void AddBanking(this Worker worker, bool collects)
    {
        worker.Services.AddSingleton<BankEntries>().AddSingleton<ImportStatements>().AddSingleton<Suspense>();
        if (collects) worker.Services.AddHostedService<OfferTransfers>();
    }
}
