using System.Buffers.Binary;
using System.Text;
using Charging.Documents.Pdf.Writing;

namespace Charging.Documents.Tests.Pdf;

/// <summary>The profile, read as ISO 15076-1 says.</summary>
public class ColorProfileTests
{
    private static readonly byte[] Profile = ColorProfile.Write();

    private static Dictionary<string, byte[]> Tags => Enumerable.Range(0, Int(Profile, 128)).ToDictionary(
        i => Name(Profile, 132 + (i * 12)),
        i => Profile.AsSpan(Int(Profile, 136 + (i * 12)), Int(Profile, 140 + (i * 12))).ToArray());

    [Test]
    public void It_is_one_of_a_display_in_RGB()
    {
        Assert.That(Int(Profile, 0), Is.EqualTo(Profile.Length));
        Assert.That(Profile[8..10], Is.EqualTo(new byte[] { 4, 0x20 }), "the version that PDF 1.7 reads");
        Assert.That(Name(Profile, 12) + Name(Profile, 16) + Name(Profile, 20), Is.EqualTo("mntrRGB XYZ "));
        Assert.That(Name(Profile, 36), Is.EqualTo("acsp"));
    }

    [Test]
    public void It_has_all_that_such_a_one_needs_and_each_part_at_a_multiple_of_four()
    {
        Assert.That(Tags.Keys, Is.EquivalentTo(new[]
        {
            "desc", "cprt", "wtpt", "chad", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC",
        }));
        Assert.That(Enumerable.Range(0, 10).Select(i => Int(Profile, 136 + (i * 12)) % 4), Has.All.Zero);
        Assert.That(Encoding.BigEndianUnicode.GetString(Tags["desc"], 28, 34), Is.EqualTo("sRGB IEC61966-2.1"));
    }

    [Test]
    public void The_three_primaries_together_are_white()
    {
        var white = Fixed(Tags["wtpt"], 8, 3);

        Assert.That(
            Enumerable.Range(0, 3).Select(
                i => new[] { "rXYZ", "gXYZ", "bXYZ" }.Sum(name => Fixed(Tags[name], 8, 3)[i])),
            Is.EqualTo(white).Within(0.0005));
        Assert.That(white, Is.EqualTo(new[] { 0.9642, 1, 0.8249 }).Within(0.00002), "D50");
    }

    [TestCase(0, 0)]
    [TestCase(0.02, 0.001548)]
    [TestCase(0.5, 0.214041)]
    [TestCase(1, 1)]
    public void Each_curve_is_that_of_the_standard(double number, double light)
    {
        foreach (var name in new[] { "rTRC", "gTRC", "bTRC" })
        {
            var curve = Fixed(Tags[name], 12, 5);
            var (gamma, a, b, c, d) = (curve[0], curve[1], curve[2], curve[3], curve[4]);
            Assert.That(Name(Tags[name], 0), Is.EqualTo("para"));
            Assert.That(
                number >= d ? Math.Pow((a * number) + b, gamma) : c * number, Is.EqualTo(light).Within(0.0001));
        }
    }

    private static int Int(byte[] bytes, int at) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));

    private static string Name(byte[] bytes, int at) => Encoding.ASCII.GetString(bytes, at, 4);

    private static double[] Fixed(byte[] bytes, int at, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Int(bytes, at + (i * 4)) / 65536.0)];
}
