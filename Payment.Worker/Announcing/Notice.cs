namespace Charging.Payments.Announcing;

/// <summary>
/// That a debit will be drawn, told once under its number; a later day is another notice. SentAt is when its mail left:
/// before that it is no notice. MailDueAt is when somebody looks after the mail; null once nobody needs to.
/// </summary>
internal sealed record Notice(
    Guid InvoiceId,
    int NoticeNo,
    string MethodToken,
    string MethodBrand,
    string LastFour,
    string MandateReference,
    string CreditorId,
    int Days,
    string? TimeZone,
    DateOnly DrawOn,
    DateTime DrawAt,
    DateTime MadeAt,
    DateTime? SentAt,
    DateTime? MailDueAt)
{
    /// <param name="invoiceId">Whose debit it is.</param>
    /// <param name="noticeNo">1 for the first of the invoice.</param>
    /// <param name="method">The account.</param>
    /// <param name="terms">Of the invoice.</param>
    /// <param name="now">From when the days are counted; the mail is owed from now on.</param>
    public static Notice Make(Guid invoiceId, int noticeNo, PaymentMethod method, DebitTerms terms, DateTime now)
    {
        var days = terms.DaysOf(method, now);
        var day = DebitDay.After(now, days, terms.TimeZone);
        return new(
            invoiceId, noticeNo, method.Token, method.Brand, method.LastFour, method.MandateReference!,
            terms.CreditorId, days, terms.TimeZone, day, DebitDay.Begin(day, terms.TimeZone), now, null, now);
    }

    /// <summary>Whether it tells of a debit of that account under that mandate.</summary>
    public bool IsOf(PaymentMethod method) =>
        MethodToken == method.Token && MandateReference == method.MandateReference;

    /// <summary>Whether the customer who is told at that moment (UTC) is given all the days.</summary>
    public bool HoldsAt(DateTime toldAt) => DebitDay.After(toldAt, Days, TimeZone) <= DrawOn;

    /// <summary>The same once more, with the days counted from now.</summary>
    public Notice Renewed(DateTime now)
    {
        var day = DebitDay.After(now, Days, TimeZone);
        return this with
        {
            NoticeNo = NoticeNo + 1,
            DrawOn = day,
            DrawAt = DebitDay.Begin(day, TimeZone),
            MadeAt = now,
            SentAt = null,
            MailDueAt = now,
        };
    }

    /// <summary>Its mail is looked after, from now on where nobody does.</summary>
    public Notice Owed(DateTime now) => this with { MailDueAt = MailDueAt ?? now };

    /// <summary>Told, and its day has come.</summary>
    public bool IsDue(DateTime now) => SentAt is not null && DrawAt <= now;
}
