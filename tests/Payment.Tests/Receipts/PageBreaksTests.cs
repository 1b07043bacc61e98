using Charging.Printing;

namespace Charging.Payments.Tests.Receipts;

public class PageBreaksTests
{
    [Test]
    public void What_fits_is_one_page() =>
        Assert.That(PageBreaks.Of([10, 10, 10], firstRoom: 40, nextRoom: 80, end: 10), Is.EqualTo(new[] { 3 }));

    [Test]
    public void What_does_not_fit_goes_on_with_the_next() =>
        Assert.That(
            PageBreaks.Of([10, 10, 10, 10, 10], firstRoom: 20, nextRoom: 20, end: 10), Is.EqualTo(new[] { 2, 2, 1 }));

    [Test]
    public void An_end_that_finds_no_room_has_a_page_of_its_own() =>
        Assert.That(PageBreaks.Of([10, 10], firstRoom: 25, nextRoom: 80, end: 10), Is.EqualTo(new[] { 2, 0 }));

    [Test]
    public void A_row_higher_than_a_page_stands_alone() =>
        Assert.That(PageBreaks.Of([10, 90, 10], firstRoom: 20, nextRoom: 50, end: 5), Is.EqualTo(new[] { 1, 1, 1 }));

    [Test]
    public void An_invoice_without_lines_is_a_page_too() =>
        Assert.That(PageBreaks.Of([], firstRoom: 20, nextRoom: 20, end: 10), Is.EqualTo(new[] { 0 }));
}
