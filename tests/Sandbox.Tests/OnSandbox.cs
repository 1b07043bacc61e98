namespace Charging.Sandbox.Tests;

/// <summary>Each test with a sandbox of its own.</summary>
public abstract class OnSandbox
{
    private protected SandboxHost sandbox = null!;

    [SetUp]
    public async Task Open() => sandbox = await SandboxHost.Start();

    [TearDown]
    public async Task Close() => await sandbox.DisposeAsync();
}
