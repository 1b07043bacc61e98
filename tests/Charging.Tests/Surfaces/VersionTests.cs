using Charging.TestBed;

namespace Charging.Tests.Surfaces;

/// <summary>What an operator asks first: which one runs.</summary>
public class VersionTests
{
    private static readonly Dictionary<string, string> Nothing = new() { ["ConnectionStrings__Postgres"] = "" };

    [TestCase("Rating.Worker")]
    [TestCase("Invoicing.Worker")]
    [TestCase("Payment.Worker")]
    [TestCase("Operator")]
    public async Task A_program_says_of_which_release_it_is_or_how_far_after_one(string program)
    {
        var run = await CommandRun.Of(program, Nothing, "--version");

        Assert.That(run.Code, Is.Zero, run.Text);
        Assert.That(
            run.Text.Trim(), Does.Match(@"^[0-9]+\.[0-9]+\.[0-9]+(-[0-9a-z.]+)?(\+[0-9a-f]{40})?$"),
            "MinVer makes it of the newest tag such as v1.2.0.");
        Assert.That(run.Text, Does.Not.StartWith("1.0.0+"), "That is what the SDK says where nobody says a version.");
    }
}
