namespace Charging.Documents.Trade;

/// <summary>
/// A SEPA direct debit as EN 16931 wants it told (BG-19): its mandate (BT-89), the creditor's identifier (BT-90) and
/// the account (BT-91), of which never more than the last four digits are shown.
/// </summary>
internal sealed record ToldDebit(string Reference, string MandateReference, string LastFour, string CreditorId)
{
    /// <summary>
    /// As it was drawn, or will be; null where nothing is drawn from an account, or nobody has told under which mandate
    /// and by which creditor.
    /// </summary>
    public static ToldDebit? Of(InvoiceCreated invoice, PaymentCaptured? paid, AnnouncedDebit? announced) =>
        paid is { MethodKind: PaymentMethodKind.BankAccount, MandateReference: { Length: > 0 } mandate }
            && invoice.SellerCreditorId is { } creditor
            ? new(paid.GatewayReference, mandate, EndOf(paid.LastFour), creditor)
        : paid is null && announced is not null
            ? new(invoice.Number, announced.MandateReference, EndOf(announced.LastFour), announced.CreditorId)
        : null;

    /// <summary>No more of an account or a card than its last four digits.</summary>
    public static string EndOf(string account) => account.Length > 4 ? account[^4..] : account;
}
