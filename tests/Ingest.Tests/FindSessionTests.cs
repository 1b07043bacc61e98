using Charging.Rating.Sessions;
using Charging.TestBed;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Charging.Ingest.Tests;

public class FindSessionTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Test]
    public async Task While_the_database_is_away_it_is_said_with_when_to_ask_again()
    {
        await using var nobody = SessionTrails.Open("Host=127.0.0.1;Port=1;Username=ingest;Password=x");

        var told = await Refused(nobody, new SessionKey(Sample.Source, "s-1"));

        Assert.That((told.Status, told.Code, told.RetryAfter), Is.EqualTo((503, "not-now", TimeSpan.FromSeconds(5))));
    }

    [Test]
    public async Task A_foreign_source_is_refused_before_anybody_is_asked()
    {
        await using var nobody = SessionTrails.Open("Host=127.0.0.1;Port=1;Username=ingest;Password=x");

        Assert.That((await Refused(nobody, new SessionKey("switch-1.example", "s-1"))).Status, Is.EqualTo(403));
    }

    private static async Task<Problem> Refused(NpgsqlDataSource postgres, SessionKey asked)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ingest:Keys:vienna"] = Key, ["Sources:vienna:0"] = Sample.Source,
        }).Build();
        var publishers = new Publishers(configuration, "ingest", TimeProvider.System);
        var find = new FindSession(
            new Platforms(configuration, publishers), new SourceRights(configuration, publishers),
            Options.Create(new IngestOptions()), Unhindered.Outages, new SessionTrails(postgres));
        var http = new DefaultHttpContext();
        http.Request.Headers.Authorization = $"Bearer {Key}";

        return (await Assert.ThrowsAsync<ProblemException>(() => find.Find(http, asked)))!.Problem;
    }
}
