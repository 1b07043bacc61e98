using System.Collections.Frozen;
using Charging.Payments.Gateway;

namespace Charging.Payments.Receipts;

/// <summary>
/// Why a card or account could not be charged, in one language: a true sentence for each code of <see
/// cref="DeclineCodes"/>, beside <see cref="ReceiptWords"/>. It says of a bank only what a bank has said; what was
/// decided before any call, or is a fault of ours, is nobody else's. Of a card that was reported lost or stolen it says
/// nothing that whoever reads along should know. A code that stands in no table gets a sentence that claims nothing.
/// </summary>
/// <param name="reasons">Each with the codes that mean it, with blanks between.</param>
internal abstract class DeclineWords(params (string Reason, string Codes)[] reasons)
{
    private readonly FrozenDictionary<string, string> reasons = reasons
        .SelectMany(row => row.Codes
            .Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(code => KeyValuePair.Create(code, row.Reason)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What is said of a code that stands in no table.</summary>
    public abstract string Unknown { get; }

    /// <summary>The words in the language of the others; English where there are none yet.</summary>
    public static DeclineWords In(ReceiptWords others) => others.Document.Language switch
    {
        "cs" => CzechDeclines.Words,
        _ => EnglishDeclines.Words,
    };

    public bool Has(string code) => reasons.ContainsKey(code);

    /// <summary>The whole sentence.</summary>
    /// <param name="code">The gateway's, or our own; null as one that is not known.</param>
    /// <param name="method">As the documents name it.</param>
    public string Of(string? code, string method) =>
        Sentence(method, reasons.GetValueOrDefault(code ?? "", Unknown));

    /// <summary>What the customer has to do, so that it can be charged.</summary>
    public string WhatToDo(string? code) => code switch
    {
        "authentication_required" or "payment_intent_authentication_failure" or "mobile_device_authentication_required"
            => Confirm,
        "expired_card" or "incorrect_cvc" or "invalid_cvc" or "invalid_expiry_month" or "invalid_expiry_year"
            or "incorrect_zip" or "incorrect_address" or "new_account_information_available" => NewData,
        _ => NameAnother,
    };

    protected abstract string Confirm { get; }

    protected abstract string NewData { get; }

    protected abstract string NameAnother { get; }

    protected abstract string Sentence(string method, string reason);
}
