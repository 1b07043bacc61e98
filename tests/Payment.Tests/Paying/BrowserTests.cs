using System.Globalization;
using static Charging.Payments.Tests.Paying.PayChain;

namespace Charging.Payments.Tests.Paying;

/// <summary>
/// A customer with a browser, from the mail's link through the sandbox's page to "paid". CHARGING_PICTURES names a
/// folder for pictures of what they see.
/// </summary>
[Category("bed")]
public class BrowserTests
{
    private static readonly (string Name, int Width, int Height)[] Screens =
        [("telephone", 390, 844), ("desk", 1280, 800)];

    private Browser browser = null!;

    [OneTimeSetUp]
    public async Task Begin() => browser = await Browser.Start();

    [OneTimeTearDown]
    public async Task End() => await browser.DisposeAsync();

    [Test]
    public async Task A_customer_pays_by_the_mails_link()
    {
        var (invoice, link) = await Unpaid("lipa");
        await browser.Show(390, 844, isDark: false);

        await browser.Go(link);
        await browser.Reads("Zaplatit 12,10");
        await HoldsAsAPage();
        await Picture("payable");
        await browser.Click("label");
        Assert.That(await browser.Ask("document.querySelector('input').checked"), Is.EqualTo("true"));
        await browser.Click("label");
        await browser.Click("button");

        await browser.Reads("Sandbox");
        await browser.Click("button");
        await browser.Reads("Tato faktura je zaplacená");
        await HoldsAsAPage();
        await Picture("paid");
        await Becomes(invoice, "Captured");
        Assert.That(await Drawn(invoice), Is.EqualTo(1210));
    }

    [Test]
    public async Task A_link_that_leads_nowhere_says_so()
    {
        await browser.Go(new Uri(Page, "/p/nothing"));

        await browser.Reads("Tato stránka neexistuje");
        await HoldsAsAPage();
        await Picture("nowhere");
    }

    /// <summary>No script, no cookie, nothing is cut off, and every text stands out from what is behind it.</summary>
    private async Task HoldsAsAPage()
    {
        Assert.That(await browser.Ask("document.documentElement.lang"), Is.Not.Empty);
        Assert.That(await browser.Ask("document.cookie + document.scripts.length"), Is.EqualTo("0"));
        Assert.That(
            await browser.Ask("getComputedStyle(document.querySelector('main')).borderTopWidth"), Is.EqualTo("3px"),
            "the style that the policy allows");
        foreach (var (name, width, height) in Screens)
        {
            foreach (var isDark in (bool[])[false, true])
            {
                await browser.Show(width, height, isDark);
                Assert.That(
                    await browser.Ask("document.documentElement.scrollWidth <= window.innerWidth"), Is.EqualTo("true"),
                    $"all within a {name}");
                var least = double.Parse(await browser.Ask(Contrast), CultureInfo.InvariantCulture);
                Assert.That(least, Is.GreaterThanOrEqualTo(4.5), $"contrast on a {name}, dark: {isDark}");
            }
        }

        await browser.Show(390, 844, isDark: false);
    }

    private async Task Picture(string what)
    {
        if (Environment.GetEnvironmentVariable("CHARGING_PICTURES") is not { Length: > 0 } folder) return;
        foreach (var (name, width, height) in Screens)
        {
            foreach (var isDark in (bool[])[false, true])
            {
                await browser.Show(width, height, isDark);
                await File.WriteAllBytesAsync(
                    Path.Combine(folder, $"pay-{what}-{name}-{(isDark ? "dark" : "light")}.png"),
                    await browser.Picture());
            }
        }

        await browser.Show(390, 844, isDark: false);
    }

    /// <summary>The least of all texts on the page, by WCAG: of a letter's colour and of what lies behind it.</summary>
    private const string Contrast = """
        (() => {
          const rgb = text => text.match(/[\d.]+/g).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(x => x / 255)
            .map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)
            .reduce((sum, x, i) => sum + x * [0.2126, 0.7152, 0.0722][i], 0);
          const behind = element => {
            for (let one = element; one; one = one.parentElement) {
              const colour = rgb(getComputedStyle(one).backgroundColor);
              if (colour.length < 4 || colour[3] > 0) return colour;
            }
            return [255, 255, 255];
          };
          return Math.min(...[...document.querySelectorAll('main *')].filter(one => one.innerText).map(one => {
            const [a, b] = [light(rgb(getComputedStyle(one).color)), light(behind(one))];
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          }));
        })()
        """;
}
