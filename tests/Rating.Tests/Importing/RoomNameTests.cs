namespace Charging.Rating.Tests.Importing;

public class RoomNameTests
{
    [TestCase("b8f1c0d5-1234-4678-9abc-def012345678-acme.example.org", "acme.example.org")]
    [TestCase("B8F1C0D5-1234-4678-9ABC-DEF012345678-acme-labs.example", "acme-labs.example")]
    [TestCase("b8f1c0d5-1234-4678-9abc-def012345678@acme.example.org", "acme.example.org")]
    [TestCase("3000-acme.example", "acme.example")]
    [TestCase("3000-acme-labs.example", "acme-labs.example")]
    [TestCase("board-room@acme-labs.example", "acme-labs.example")]
    [TestCase("a@b@acme.example", "acme.example")]
    [TestCase("sales-acme", "acme")]
    public void The_customer_is_what_follows_the_room(string name, string customer) =>
        Assert.That(RoomName.CustomerIn(name, null), Is.EqualTo(customer));

    [TestCase("board-room-acme", "-", "acme")]
    [TestCase("board-room--acme-labs.example", "--", "acme-labs.example")]
    [TestCase("board.room/acme", "/", "acme")]
    [TestCase("b8f1c0d5-1234-4678-9abc-def012345678-acme-labs.example", "-", "acme-labs.example")]
    public void A_separator_that_is_set_counts_at_its_last_place(string name, string separator, string customer) =>
        Assert.That(RoomName.CustomerIn(name, separator), Is.EqualTo(customer));

    [TestCase("board-room-acme", Description = "acme, or room-acme")]
    [TestCase("3000")]
    [TestCase("3000-")]
    [TestCase("acme")]
    [TestCase("acme@")]
    [TestCase("b8f1c0d5-1234-4678-9abc-def012345678")]
    [TestCase("b8f1c0d5-1234-4678-9abc-def012345678-")]
    public void Where_the_name_leaves_it_open_nobody_guesses(string name) =>
        Assert.That(RoomName.CustomerIn(name, null), Is.Null);

    [Test]
    public void A_name_that_leaves_it_open_is_refused_with_both_settings()
    {
        var record = StoredRecord.Of<FreeSwitchConference>().With("3000-acme.example", "board-room-acme");

        Assert.That(record.Refused(), Does.Contain("'board-room-acme'")
            .And.Contain("Import__FreeSwitchConference__Separator")
            .And.Contain("Import__FreeSwitchConference__Customer"));
        Assert.That(record.Session(("Separator", "-")).CustomerId, Is.EqualTo("acme"));
    }
}
