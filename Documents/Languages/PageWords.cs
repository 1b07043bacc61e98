namespace Charging.Documents.Languages;

/// <summary>The words of the page on which a customer pays an invoice, and of the mails that lead there.</summary>
public abstract class PageWords
{
    /// <summary>In a mail, before the address of the page.</summary>
    public abstract string PayHere { get; }

    public abstract string Title(string number);

    public abstract string Seller { get; }

    public abstract string Invoice { get; }

    public abstract string LeftToPay { get; }

    /// <summary>What a customer allows who wants the card to be drawn from then on.</summary>
    public abstract string KeepCard { get; }

    public abstract string Pay(string amount);

    /// <summary>Below the button: where it leads.</summary>
    public abstract string OnGatewaysPage { get; }

    public abstract string Paid { get; }

    public abstract string Refunded { get; }

    /// <summary>Credit notes have left nothing to pay.</summary>
    public abstract string Nothing { get; }

    /// <summary>Something that may pay it is on its way.</summary>
    public abstract string InWork { get; }

    /// <summary>The customer comes from the gateway's page, which has not said how it ended.</summary>
    public abstract string Awaited { get; }

    public abstract string Disputed { get; }

    /// <summary>The gateway does not take it on a page.</summary>
    public abstract string NotHere { get; }

    /// <summary>It cannot be paid at this moment.</summary>
    public abstract string NotNow { get; }

    public abstract string TryAgain { get; }

    /// <summary>A link that is none, or not any more.</summary>
    public abstract string NoSuchPage { get; }
}
