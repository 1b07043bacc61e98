using System.Text;
using Charging.Documents.Pdf.Writing;

namespace Charging.Documents.Tests.Pdf;

public class PdfBytesTests
{
    [TestCase(0f, "0")]
    [TestCase(-0.0004f, "0")]
    [TestCase(595.28f, "595.28")]
    [TestCase(12.5f, "12.5")]
    [TestCase(0.05f, "0.05")]
    [TestCase(0.007f, "0.007")]
    [TestCase(-3.25f, "-3.25")]
    [TestCase(0.9996f, "1")]
    [TestCase(100f, "100")]
    public void A_number_has_three_decimals_at_most_and_no_exponent(float number, string written) =>
        Assert.That(Text(new PdfBytes(0).Add(number)), Is.EqualTo(written));

    [TestCase("Ab", "(\0A\0b)")]
    [TestCase("(a)\\", "(\0\\(\0a\0\\)\0\\\\)")]
    [TestCase("č", "(\u0001\\r)")]
    [TestCase("⠀", "(\\(\0)")]
    [TestCase("", "()")]
    public void In_a_string_what_would_end_it_is_escaped(string letters, string written) =>
        Assert.That(Text(new PdfBytes(0).AddString(letters)), Is.EqualTo(written));

    [Test]
    public void They_grow_as_far_as_they_must()
    {
        var bytes = new PdfBytes(1);

        for (var i = 0; i < 1000; i++) bytes.Add(i).Add(" "u8);

        Assert.That(Text(bytes), Is.EqualTo(string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i} "))));
    }

    private static string Text(PdfBytes bytes) => Encoding.Latin1.GetString(bytes.Written);
}
