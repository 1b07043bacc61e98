namespace Charging.TestBed;

/// <summary>
/// The database of a chain: the schemas, the sample plan and the sellers, by the commands that bring them where it is
/// rolled out. They run once for all chains of a run of tests that have as many sellers.
/// </summary>
internal static class ChainDatabase
{
    public static async Task<Database> Create(ChainOptions options)
    {
        var sellers = options.Customers.Select(customer => customer.Seller).Distinct().Count();
        var database = await Database.Create(
            $"chain of {sellers} sellers of {options.Release?.Folder}",
            empty => Deploy(empty, sellers, options.Release));
        await database.GiveToOwner(); // a copy belongs to whoever makes it
        return database;
    }

    private static async Task Deploy(Database database, int sellers, Release? release)
    {
        var folder = Directory.CreateTempSubdirectory("charging-deploy-").FullName;
        var plan = Path.Combine(folder, "sample.yaml");
        await File.WriteAllTextAsync(plan, SampleCustomer.PlanYaml);
        await using var rating = Worker("Rating.Worker");
        await using var invoicing = Worker("Invoicing.Worker");
        await using var payment = Worker("Payment.Worker");

        await database.GiveToOwner();
        if (release is not null) await database.SetRoles(release.Roles);
        await Task.WhenAll(rating.Run("migrate"), invoicing.Run("migrate"), payment.Run("migrate"));
        await rating.Run("plans", "apply", plan);
        await invoicing.Run("sellers", "apply", await SampleSeller.Write(folder, sellers));
        Directory.Delete(folder, recursive: true);

        WorkerProcess Worker(string name) => new(
            name,
            new Dictionary<string, string>
            {
                ["ConnectionStrings__Postgres"] = database.As(name.Split('.')[0].ToLowerInvariant()),
                ["ConnectionStrings__Owner"] = database.As("charging_owner"),
            },
            Path.Combine(folder, $"{name}.log"),
            release);
    }
}
