namespace Charging.Payments.Receipts;

/// <summary>How mails leave: as files into a folder, or through a mail server.</summary>
internal interface IMailRoute
{
    /// <summary>False while it is known that nothing can leave.</summary>
    bool IsOpen { get; }

    /// <summary>Hands over the mail as it is kept, byte for byte; the same mail may come twice.</summary>
    Task<MailAnswer> Deliver(Receipt receipt, CancellationToken cancellationToken);
}
