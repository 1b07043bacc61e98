using Charging.TestBed;

namespace Charging;

/// <summary>Once for each assembly that may use the bed, which starts at the first use of it and not before.</summary>
[SetUpFixture]
public sealed class AfterAllTests
{
    [OneTimeTearDown]
    public Task Leave() => Database.DropTemplates();
}
