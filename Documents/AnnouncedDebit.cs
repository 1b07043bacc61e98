namespace Charging.Documents;

/// <summary>A SEPA debit that the customer is told before it is drawn; of the account no more than its end.</summary>
/// <param name="On">When it is drawn.</param>
/// <param name="Amount">The invoice less what is credited of it.</param>
/// <param name="Brand">The bank.</param>
/// <param name="LastFour">Of the account (BT-91).</param>
/// <param name="MandateReference">BT-89.</param>
/// <param name="CreditorId">The seller's (BT-90).</param>
public sealed record AnnouncedDebit(
    DateOnly On, Money Amount, string Brand, string LastFour, string MandateReference, string CreditorId);
