namespace Charging.Tests.Commands;

/// <summary>One set of workers for all tests of this folder, on which a person does what commands can do.</summary>
[SetUpFixture]
[Category("bed")]
public class CommandsChain
{
    private static Deeds? deeds;

    internal static Deeds Deeds => deeds ?? throw new InvalidOperationException("The chain is not started.");

    [OneTimeSetUp]
    public static async Task Open() => deeds = await Deeds.Begin();

    [OneTimeTearDown]
    public static Task Close() => deeds is null ? Task.CompletedTask : deeds.DisposeAsync().AsTask();
}
