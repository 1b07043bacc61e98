using Charging.Documents.Pdf;

namespace Charging.Documents.Tests.Pdf;

public class PageBreaksTests
{
    [Test]
    public void What_fits_is_one_page() =>
        Assert.That(PageBreaks.Of([10, 10, 10, 10], firstRoom: 40, nextRoom: 80), Is.EqualTo(new[] { 4 }));

    [Test]
    public void What_does_not_fit_goes_on_with_the_next() =>
        Assert.That(
            PageBreaks.Of([10, 10, 10, 10, 10], firstRoom: 20, nextRoom: 20), Is.EqualTo(new[] { 2, 2, 1 }));

    [Test]
    public void The_first_page_may_have_less_room_than_the_next() =>
        Assert.That(PageBreaks.Of([10, 10, 10, 10], firstRoom: 15, nextRoom: 30), Is.EqualTo(new[] { 1, 3 }));

    [Test]
    public void What_fits_on_the_next_page_alone_leaves_the_first_without_pieces() =>
        Assert.That(PageBreaks.Of([30, 10], firstRoom: 20, nextRoom: 50), Is.EqualTo(new[] { 0, 2 }));

    [Test]
    public void A_piece_higher_than_a_page_stands_alone() =>
        Assert.That(PageBreaks.Of([10, 90, 10], firstRoom: 20, nextRoom: 50), Is.EqualTo(new[] { 1, 1, 1 }));

    [Test]
    public void A_document_without_pieces_is_a_page_too() =>
        Assert.That(PageBreaks.Of([], firstRoom: 20, nextRoom: 20), Is.EqualTo(new[] { 0 }));
}
