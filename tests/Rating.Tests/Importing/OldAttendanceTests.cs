using System.Text.Json.Nodes;

namespace Charging.Rating.Tests.Importing;

/// <summary>BigBlueButton's older callbacks: all windows of an attendee in two lists.</summary>
public class OldAttendanceTests
{
    private static readonly DateTime Start = Sample.Start;

    [Test]
    public void Two_windows_that_overlap_are_one_attendance()
    {
        // The first window from 0 to 20, the second from 1 to 40: 40 minutes, of which 20 were lost before.
        Assert.That(Minutes(Of([0, 1], [20, 40], 2_400)), Is.EqualTo(40));
        Assert.That(Minutes(Of([0, 1], [20, 40], null)), Is.EqualTo(40));
    }

    [Test]
    public void The_record_decides_where_its_lists_can_be_read_in_two_ways()
    {
        Assert.That(Minutes(Of([0, 10, 25], [20, 30, 60], 3_600)), Is.EqualTo(60), "two windows within the first");
        Assert.That(Minutes(Of([0, 10, 25], [20, 30, 60], 3_300)), Is.EqualTo(55), "away from 20 to 25");
        Assert.That(Minutes(Of([0, 10, 25], [20, 60], null)), Is.EqualTo(55), "a left is missing, and nothing decides");
    }

    [TestCase(null)]
    [TestCase(0, Description = "the gem does not count what has no end")]
    [TestCase(3_600)]
    public void Who_did_not_leave_stayed_to_the_end(int? duration) =>
        Assert.That(Minutes(Of([0], [], duration)), Is.EqualTo(60));

    [Test]
    public void A_duration_that_no_reading_comes_to_is_refused_with_both()
    {
        var complaint = OldAttendance.Complaint(Of([0, 1], [20, 40], 1_200));

        Assert.That(complaint?.Reason, Does.Contain("2400 s").And.Contain("1200 s"));
    }

    [Test]
    public void A_record_of_many_windows_comes_to_its_own_duration()
    {
        string[] joins = ["07:17", "07:58", "08:50", "09:35", "10:25", "10:45", "11:14", "12:12", "21:54"];
        string[] leaves = ["08:25", "09:55", "10:45", "11:45", "53:05", "56:31"];
        var record = StoredRecord.Of<BigBlueButtonMeeting>().With(r =>
        {
            var attendee = r["data"]!["attendees"]![1]!.AsObject();
            r["data"]!["start"] = At("07:17");
            r["data"]!["finish"] = At("56:31");
            r["data"]!["attendees"] = new JsonArray(attendee.DeepClone());
            attendee = r["data"]!["attendees"]![0]!.AsObject();
            attendee.Remove("sessions");
            attendee["joins"] = new JsonArray([.. joins.Select(time => (JsonNode)At(time))]);
            attendee["leaves"] = new JsonArray([.. leaves.Select(time => (JsonNode)At(time))]);
            attendee["duration"] = 2_843;
        });

        var session = record.Session();

        Assert.That(session.Legs.Sum(leg => (leg.DisconnectedAt - leg.ConnectedAt)!.Value.TotalSeconds),
            Is.EqualTo(2_843));
        Assert.That(Screening.Check(session), Is.Null);
    }

    private static string At(string minutes) => $"2026-10-26T08:{minutes}.000+00:00";

    private static OldAttendance Of(double[] joins, double[] lefts, int? duration) => new(
        "u1", [.. joins.Select(Start.AddMinutes)], [.. lefts.Select(Start.AddMinutes)], duration?.ToString(),
        Start.AddMinutes(60));

    private static double Minutes(OldAttendance attendance)
    {
        Assert.That(OldAttendance.Complaint(attendance), Is.Null);
        return attendance.Intervals().Sum(interval => (interval.To - interval.From).TotalMinutes);
    }
}
