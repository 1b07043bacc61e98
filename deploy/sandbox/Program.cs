using System.CommandLine;
using Charging.Sandbox;
using Microsoft.Extensions.Options;

var root = new RootCommand("""
    A payment gateway without money that speaks the part of Stripe's API which Charging uses. It runs until it is
    stopped. What a payment method does is said by its token; deploy/sandbox/README.md has the table. Settings are
    environment variables: Sandbox__Folder (required), Sandbox__Port (17180), Sandbox__Address (127.0.0.1),
    Sandbox__ApiKey (sk_test_sandbox), Webhook__Url, Webhook__Secret, and others that the same page lists.
    """);
root.SetAction((_, cancellationToken) => Run(cancellationToken));
return await root.Parse(args).InvokeAsync();

static async Task<int> Run(CancellationToken cancellationToken)
{
    try
    {
        await using var application = Server.Build();
        await application.StartAsync(cancellationToken);
        var ledger = application.Services.GetRequiredService<Ledger>();
        var entries = application.Services.GetRequiredService<Book>().Entries;
        application.Logger.Listening(string.Join(", ", application.Urls), entries, ledger.Path);
        await application.WaitForShutdownAsync(cancellationToken);
        return ledger.ExecuteTask is { IsFaulted: true } ? 1 : 0;
    }
    catch (Exception refusal) when (refusal is OptionsValidationException or IOException or InvalidDataException
        or InvalidOperationException)
    {
        await Console.Error.WriteLineAsync(refusal.Message);
        return 1;
    }
}
