using System.Collections.Frozen;

namespace Charging.Documents.Languages;

/// <summary>
/// Why a card or account could not be charged, in one language: a true sentence for each code that the gateway or we
/// decline by. It says of a bank only what a bank has said; what was decided before any call, or is a fault of ours, is
/// nobody else's. Of a card that was reported lost or stolen it says nothing that whoever reads along should know. A
/// code that stands in no table gets a sentence that claims nothing.
/// </summary>
public abstract class DeclineWords
{
    /// <summary>What each code means, the same in every language; codes have blanks between.</summary>
    private static readonly FrozenDictionary<string, Func<DeclineWords, string>> Reasons = Table(
        (words => words.Expired, "expired_card"),
        (words => words.ExpiredOrCancelled, "expired_or_canceled_card"),
        (words => words.WrongSecurityCode, "incorrect_cvc invalid_cvc"),
        (words => words.WrongNumber, "incorrect_number invalid_number"),
        (words => words.WrongMonth, "invalid_expiry_month"),
        (words => words.WrongYear, "invalid_expiry_year"),
        (words => words.WrongPostalCode, "incorrect_zip"),
        (words => words.WrongAddress, "incorrect_address"),
        (words => words.NewDataAtBank, "new_account_information_available"),
        (words => words.NotCovered, "insufficient_funds AM04 R01"),
        (words => words.MoneyNotYetThere, "R09"),
        (words => words.NotForThisPayment, """
            lost_card stolen_card pickup_card lost_or_stolen_card fraudulent
            merchant_blacklist FRAD security_violation
            """),
        (words => words.ToBeConfirmed, "authentication_required mobile_device_authentication_required"),
        (words => words.NotConfirmed, "payment_intent_authentication_failure"),
        (words => words.PinNeeded, "offline_pin_required online_or_offline_pin_required"),
        (words => words.PinWrongTooOften, "pin_try_exceeded"),
        (words => words.PinWrong, "incorrect_pin invalid_pin"),
        (words => words.LimitOfCard, "card_velocity_exceeded"),
        (words => words.LimitOfPayments, "withdrawal_count_limit_exceeded"),
        (words => words.LimitOfAccount, "charge_exceeded_source_limit"),
        (words => words.MoreThanAtOnce, "charge_exceeded_transaction_limit"),
        (words => words.NotInThisCurrency, "currency_not_supported"),
        (words => words.KindNotPossible, "card_not_supported service_not_allowed"),
        (words => words.AccountNotValid, "invalid_account"),
        (words => words.NoSuchAccount, "no_account bank_account_invalid_details AC01 RC01 R03 R04"),
        (words => words.AccountOfOtherKind, "AC13 AG01 R20"),
        (words => words.AccountClosed, "bank_account_closed account_closed AC04 R02"),
        (words => words.AccountBlocked, "bank_account_restricted bank_account_frozen AC06 R16"),
        (words => words.AccountUnusable, "bank_account_unusable R13"),
        (words => words.AccountNotVerified, "bank_account_unverified"),
        (words => words.NoMandate, "payment_intent_mandate_invalid MD01"),
        (words => words.NotAuthorised, "debit_not_authorized R05 R07 R10 R11 R29"),
        (words => words.NoMoreDebits, "recipient_deceased MD07 R14 R15"),
        (words => words.RefusedOnYourSide, "MS02 MD06 refer_to_customer"),
        (words => words.StoppedAtBank, "stop_payment_order R08"),
        (words => words.NoMorePayments, "revocation_of_authorization revocation_of_all_authorizations"),
        (words => words.RefusedByLaw, "RR04 R31"),
        (words => words.MoreData, "RR01 RR02"),
        (words => words.NoSuchDebits, "DNOR"),
        (words => words.OnlyWhoIsNamed, "SL01"),
        (words => words.DeclinedByBank, "do_not_honor MS03 no_action_taken call_issuer"),
        (words => words.Declined, "generic_decline card_declined"),
        (words => words.NotToBeTriedAgain, "do_not_try_again"),
        (words => words.WhoYouAre, "approve_with_id"),
        (words => words.NotAllowedByBank, "restricted_card transaction_not_allowed not_permitted"),
        (words => words.BankNotReached, "issuer_not_available"),
        (words => words.NotProcessed,
            "processing_error reenter_transaction try_again_later rate_limit AG02 ED05 TM01 payment_given_up"),
        (words => words.NotKnownAnyMore, "resource_missing"),
        (words => words.CardForTests, "testmode_decline live_mode_test_card"),
        (words => words.AmountTooSmall, "amount_too_small"),
        (words => words.AmountTooLarge, "amount_too_large"),
        (words => words.FaultOfOurs, "invalid_token amount_not_payable invalid_amount"),
        (words => words.StoppedAtProvider, "payment_stopped merchant_request"),
        (words => words.GivenBackBefore, "charge_already_refunded"),
        (words => words.InDispute, "charge_disputed refund_disputed_payment charge_for_pending_refund_disputed"));

    /// <summary>What is said of a code that stands in no table.</summary>
    public abstract string Unknown { get; }

    protected abstract string Confirm { get; }

    protected abstract string NewData { get; }

    protected abstract string NameAnother { get; }

    protected abstract string Expired { get; }
    protected abstract string ExpiredOrCancelled { get; }
    protected abstract string WrongSecurityCode { get; }
    protected abstract string WrongNumber { get; }
    protected abstract string WrongMonth { get; }
    protected abstract string WrongYear { get; }
    protected abstract string WrongPostalCode { get; }
    protected abstract string WrongAddress { get; }
    protected abstract string NewDataAtBank { get; }
    protected abstract string NotCovered { get; }
    protected abstract string MoneyNotYetThere { get; }
    protected abstract string NotForThisPayment { get; }
    protected abstract string ToBeConfirmed { get; }
    protected abstract string NotConfirmed { get; }
    protected abstract string PinNeeded { get; }
    protected abstract string PinWrongTooOften { get; }
    protected abstract string PinWrong { get; }
    protected abstract string LimitOfCard { get; }
    protected abstract string LimitOfPayments { get; }
    protected abstract string LimitOfAccount { get; }
    protected abstract string MoreThanAtOnce { get; }
    protected abstract string NotInThisCurrency { get; }
    protected abstract string KindNotPossible { get; }
    protected abstract string AccountNotValid { get; }
    protected abstract string NoSuchAccount { get; }
    protected abstract string AccountOfOtherKind { get; }
    protected abstract string AccountClosed { get; }
    protected abstract string AccountBlocked { get; }
    protected abstract string AccountUnusable { get; }
    protected abstract string AccountNotVerified { get; }
    protected abstract string NoMandate { get; }
    protected abstract string NotAuthorised { get; }
    protected abstract string NoMoreDebits { get; }
    protected abstract string RefusedOnYourSide { get; }
    protected abstract string StoppedAtBank { get; }
    protected abstract string NoMorePayments { get; }
    protected abstract string RefusedByLaw { get; }
    protected abstract string MoreData { get; }
    protected abstract string NoSuchDebits { get; }
    protected abstract string OnlyWhoIsNamed { get; }
    protected abstract string DeclinedByBank { get; }
    protected abstract string Declined { get; }
    protected abstract string NotToBeTriedAgain { get; }
    protected abstract string WhoYouAre { get; }
    protected abstract string NotAllowedByBank { get; }
    protected abstract string BankNotReached { get; }
    protected abstract string NotProcessed { get; }
    protected abstract string NotKnownAnyMore { get; }
    protected abstract string CardForTests { get; }
    protected abstract string AmountTooSmall { get; }
    protected abstract string AmountTooLarge { get; }
    protected abstract string FaultOfOurs { get; }
    protected abstract string StoppedAtProvider { get; }
    protected abstract string GivenBackBefore { get; }
    protected abstract string InDispute { get; }

    public static bool Has(string code) => Reasons.ContainsKey(code);

    /// <summary>The whole sentence.</summary>
    /// <param name="code">The gateway's, or our own; null as one that is not known.</param>
    /// <param name="method">As the documents name it.</param>
    public string Of(string? code, string method) =>
        Sentence(method, Reasons.TryGetValue(code ?? "", out var reason) ? reason(this) : Unknown);

    /// <summary>What the customer has to do, so that it can be charged.</summary>
    public string WhatToDo(string? code) => code switch
    {
        "authentication_required" or "payment_intent_authentication_failure" or "mobile_device_authentication_required"
            => Confirm,
        "expired_card" or "incorrect_cvc" or "invalid_cvc" or "invalid_expiry_month" or "invalid_expiry_year"
            or "incorrect_zip" or "incorrect_address" or "new_account_information_available" => NewData,
        _ => NameAnother,
    };

    protected abstract string Sentence(string method, string reason);

    private static FrozenDictionary<string, Func<DeclineWords, string>> Table(
        params (Func<DeclineWords, string> Reason, string Codes)[] rows) =>
        rows.SelectMany(row => row.Codes
                .Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Select(code => KeyValuePair.Create(code, row.Reason)))
            .ToFrozenDictionary(StringComparer.Ordinal);
}
