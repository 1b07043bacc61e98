using Charging.Documents.Pdf;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Charging.Documents.Tests.Pdf;

public class DocumentFontsTests
{
    private string noFont = "";

    [SetUp]
    public void Write() => File.WriteAllText(
        noFont = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.otf"), "no font");

    [TearDown]
    public void Delete() => File.Delete(noFont);

    [TestCase("Fonts:Regular", "Fonts__Regular is '/no/font.otf'")]
    [TestCase("Fonts:Strong", "Fonts__Strong is '/no/font.otf'")]
    public void A_font_that_is_not_there_is_named_with_what_to_do(string setting, string says) =>
        Assert.That(
            () => Pdf(setting, "/no/font.otf"),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains(says)
                .And.Message.Contains("apt-get install fonts-inter"));

    [Test]
    public void A_file_that_is_no_font_is_named_too() =>
        Assert.That(
            () => Pdf("Fonts:Strong", noFont),
            Throws.InvalidOperationException.With.Message.Contains($"Fonts__Strong is '{noFont}'"));

    [Test]
    public void The_fonts_of_the_operating_system_are_found_without_a_setting() =>
        Assert.That(Pdf("Else", ""), Is.Not.Null);

    private static DocumentPdf Pdf(string setting, string value)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [setting] = value }).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(settings);
        services.AddPrinting();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<DocumentPdf>();
    }
}
