namespace Charging.Rating.Importing;

/// <summary>
/// One channel of FreeSWITCH at its end, told by mod_amqp and by mod_json_cdr in other words: a call that is told by
/// both is the same session, and charged once.
/// </summary>
/// <remarks>
/// <para>FreeSWITCH writes a record for every leg. Charged is the leg that no other leg has called: the A leg, or the
/// first leg of a call that the switch itself has originated. Its B legs are skipped, and so are loopback channels,
/// on which nobody talks, and participants of a conference, which has a record of its own.</para>
/// <para>The times are <c>answer_uepoch</c> and <c>end_uepoch</c>, in microseconds. <c>billsec</c> is a difference of
/// whole seconds and up to a second wrong; <c>answer_stamp</c> and <c>end_stamp</c> have no zone. A call that was not
/// answered has an <c>answer_uepoch</c> of 0, and may have a duration all the same.</para>
/// </remarks>
/// <param name="Variable">A channel variable by its name.</param>
/// <param name="Switch">The switch's name.</param>
/// <param name="HasOriginator">Another leg has called this one.</param>
/// <param name="Channel">The channel's name, such as sofia/internal/1000@example.org.</param>
/// <param name="Called">The number that the call went to last.</param>
/// <param name="Caller">The number that it came from.</param>
internal sealed record FreeSwitchCall(
    Func<string, string?> Variable, string? Switch, bool HasOriginator, string? Channel, string? Called, string? Caller)
{
    /// <summary>The variable that vanilla configurations set in a user's directory entry.</summary>
    public const string CustomerVariable = "accountcode";

    public Imported Import(ImportOptions options)
    {
        if (Skip() is { } reason) return new Imported.Skipped(reason);
        if (Variable("uuid") is not { } uuid) return new Imported.Refused("There is no uuid in it.");
        if (UnixTime.OfMicroseconds(Variable("answer_uepoch")) is not { } answered) return BadTime("answer_uepoch");
        if (UnixTime.OfMicroseconds(Variable("end_uepoch")) is not { } ended) return BadTime("end_uepoch");
        if (Variable(options.Customer) is not { } customer) return options.NoCustomer("the channel variable");

        return new AnsweredCall
        {
            Source = Switch ?? options.Source,
            CallId = uuid,
            CustomerId = customer,
            AnsweredAt = answered,
            EndedAt = ended,
            Address = Called,
            Caller = Caller,
        }.ToSession();
    }

    private string? Skip()
    {
        if (Channel?.StartsWith("loopback/", StringComparison.Ordinal) == true)
            return "a loopback channel, on which nobody talks";
        if (HasOriginator || Variable("originator") is not null || Variable("originating_leg_uuid") is not null)
            return "a B leg: the leg that called it is charged";
        if (Variable("conference_member_id") is not null)
            return "a participant of a conference: the conference's own record is charged";
        return Variable("answer_uepoch") == "0" ? "not answered" : null;
    }

    private Imported.Refused BadTime(string name) => new(
        $"{name} is {(Variable(name) is { } value ? $"'{value}'" : "missing")}; microseconds since 1970 are needed. " +
        "A time stamp without a zone is not taken instead.");
}
