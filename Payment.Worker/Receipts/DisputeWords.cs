using Charging.Contracts;

namespace Charging.Payments.Receipts;

/// <summary>
/// The words of mails about disputes in one language, beside <see cref="ReceiptWords"/>. What they say of drawing again
/// is what the plan of disputes does: nothing while a dispute is open, and then once, from another method.
/// </summary>
internal abstract class DisputeWords
{
    /// <summary>What the customer does whose bank took a payment back, while the dispute is open.</summary>
    public abstract string OpenAdvice { get; }

    public abstract string NothingIsDrawn { get; }

    public abstract string NameAnother(string until);

    public abstract string LostSubject(string number, string amount);

    public abstract string LostText(string what, string amount);

    public abstract string ReinstatedSubject(string number, string amount);

    public abstract string ReinstatedText(string what, string amount);

    protected abstract string DrawnTwice { get; }

    /// <summary>The words in the language of the others; English where there are none yet.</summary>
    public static DisputeWords In(ReceiptWords others) => others.Document.Language switch
    {
        "cs" => CzechDisputes.Words,
        _ => EnglishDisputes.Words,
    };

    /// <summary>A refund's reason: what a person wrote, or what stands for one that followed by itself.</summary>
    public string Of(string reason) => reason == PaymentRefunded.DrawnTwice ? DrawnTwice : reason;
}

internal sealed class EnglishDisputes : DisputeWords
{
    public static EnglishDisputes Words { get; } = new();

    public override string OpenAdvice =>
        "If that is a mistake, please tell your bank so and answer to this mail. As long as your bank has not " +
        "decided we draw nothing for this invoice. If you think that we charged you wrongly, answer to this mail and " +
        "tell us why.";

    public override string NothingIsDrawn =>
        "We do not draw it from a card or an account any more. Please answer to this mail, so that we find another " +
        "way.";

    protected override string DrawnTwice => "It was drawn twice: your bank has decided for us after all.";

    public override string NameAnother(string until) =>
        $"Please name us another card or bank account by {until}; it is then charged once for this invoice. The one " +
        "that the money went back to is not charged for it again.";

    public override string LostSubject(string number, string amount) => $"Owed: invoice {number}, {amount}";

    public override string LostText(string what, string amount) =>
        $"{amount} that you had paid for {what} have gone back to you for good. The invoice is owed.";

    public override string ReinstatedSubject(string number, string amount) =>
        $"Paid after all: invoice {number}, {amount}";

    public override string ReinstatedText(string what, string amount) =>
        $"{amount} for {what}, which your bank had taken back, have come to us again. The invoice is paid; there is " +
        "nothing left for you to do.";
}

internal sealed class CzechDisputes : DisputeWords
{
    public static CzechDisputes Words { get; } = new();

    public override string OpenAdvice =>
        "Pokud jde o omyl, sdělte to prosím své bance a odpovězte na tuto zprávu. Dokud vaše banka nerozhodne, za " +
        "tuto fakturu nic nestrháváme. Pokud se domníváte, že jsme platbu strhli neprávem, odpovězte a napište nám " +
        "proč.";

    public override string NothingIsDrawn =>
        "Z karty ani z účtu ji už nestrhneme. Odpovězte prosím na tuto zprávu, abychom našli jiný způsob.";

    protected override string DrawnTwice => "Platba byla stržena dvakrát: vaše banka nakonec rozhodla v náš prospěch.";

    public override string NameAnother(string until) =>
        $"Sdělte nám prosím do {until} jinou kartu nebo jiný účet; strhneme z něj tuto fakturu jednou. Z karty nebo " +
        "účtu, kam se peníze vrátily, ji už nestrhneme.";

    public override string LostSubject(string number, string amount) => $"K zaplacení: faktura {number}, {amount}";

    public override string LostText(string what, string amount) =>
        $"{amount}, které jste zaplatili za {what}, se vám s konečnou platností vrátily. Faktura je nezaplacená.";

    public override string ReinstatedSubject(string number, string amount) =>
        $"Nakonec zaplaceno: faktura {number}, {amount}";

    public override string ReinstatedText(string what, string amount) =>
        $"{amount} za {what}, které si vzala zpět vaše banka, k nám znovu dorazily. Faktura je zaplacená, " +
        "nic dalšího nemusíte dělat.";
}
