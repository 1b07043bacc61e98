namespace Charging.Payments;

internal sealed class CzechDeclines() : DeclineWords(
    ("její platnost vypršela", "expired_card"),
    ("platnost vypršela, nebo byla zrušena", "expired_or_canceled_card"),
    ("bezpečnostní kód, který k ní máme, není správný", "incorrect_cvc invalid_cvc"),
    ("číslo není správné", "incorrect_number invalid_number"),
    ("měsíc konce platnosti není správný", "invalid_expiry_month"),
    ("rok konce platnosti není správný", "invalid_expiry_year"),
    ("poštovní směrovací číslo, které k ní máme, není správné", "incorrect_zip"),
    ("adresa, kterou k ní máme, není správná", "incorrect_address"),
    ("vaše banka k ní má nové údaje", "new_account_information_available"),
    ("na účtu nebyl dostatek peněz", "insufficient_funds AM04 R01"),
    ("peníze na účtu ještě nebyly k dispozici", "R09"),
    ("pro tuto platbu ji nelze použít", """
        lost_card stolen_card pickup_card lost_or_stolen_card fraudulent merchant_blacklist FRAD security_violation
        """),
    ("vaše banka chce, abyste platbu potvrdili", "authentication_required mobile_device_authentication_required"),
    ("potvrzení, které vaše banka žádá, nebylo dáno", "payment_intent_authentication_failure"),
    ("vaše banka žádá PIN, který při takové platbě nelze zadat",
        "offline_pin_required online_or_offline_pin_required"),
    ("PIN byl příliš často zadán chybně", "pin_try_exceeded"),
    ("zadaný PIN není správný", "incorrect_pin invalid_pin"),
    ("limit plateb kartou za určitou dobu je vyčerpán", "card_velocity_exceeded"),
    ("počet plateb povolený za určitou dobu je vyčerpán", "withdrawal_count_limit_exceeded"),
    ("limit inkas z účtu za určitou dobu je vyčerpán", "charge_exceeded_source_limit"),
    ("částka je vyšší, než kolik lze z účtu strhnout najednou", "charge_exceeded_transaction_limit"),
    ("platbu nebylo možné provést v měně této faktury", "currency_not_supported"),
    ("tento druh platby s ní není možný", "card_not_supported service_not_allowed"),
    ("účet, který k ní patří, není platný", "invalid_account"),
    ("účet s údaji, které máme, neexistuje", """
        no_account bank_account_invalid_details AC01 RC01 R03 R04
        """),
    ("z takového účtu takto strhávat nelze", "AC13 AG01 R20"),
    ("účet je zrušený", "bank_account_closed account_closed AC04 R02"),
    ("účet je blokovaný", "bank_account_restricted bank_account_frozen AC06 R16"),
    ("účet nelze použít", "bank_account_unusable R13"),
    ("účet zatím nebyl ověřen", "bank_account_unverified"),
    ("chybí platné svolení k inkasu", "payment_intent_mandate_invalid MD01"),
    ("inkaso nebylo povoleno", "debit_not_authorized R05 R07 R10 R11 R29"),
    ("z účtu už strhávat nelze", "recipient_deceased MD07 R14 R15"),
    ("inkaso bylo na vaší straně odmítnuto", "MS02 MD06 refer_to_customer"),
    ("platba byla zastavena příkazem vaší bance", "stop_payment_order R08"),
    ("vaše banka dostala pokyn takové platby už neprovádět", """
        revocation_of_authorization revocation_of_all_authorizations
        """),
    ("vaše banka inkaso odmítla ze zákonného důvodu", "RR04 R31"),
    ("vaše banka o vás žádá údaje, které nemáme", "RR01 RR02"),
    ("vaše banka taková inkasa neprovádí", "DNOR"),
    ("vaše banka dovoluje inkaso z účtu jen těm, které jste jí uvedli", "SL01"),
    ("vaše banka platbu zamítla bez udání důvodu", "do_not_honor MS03 no_action_taken call_issuer"),
    ("platba byla zamítnuta a důvod nebyl uveden", "generic_decline card_declined"),
    ("vaše banka nechce, aby se platba zkoušela znovu", "do_not_try_again"),
    ("vaše banka chce před platbou vědět, kdo jste", "approve_with_id"),
    ("vaše banka ji pro tuto platbu nepovoluje", "restricted_card transaction_not_allowed not_permitted"),
    ("vaši banku se nepodařilo zastihnout", "issuer_not_available"),
    ("platbu v tu chvíli nebylo možné zpracovat", """
        processing_error reenter_transaction try_again_later rate_limit AG02 ED05 TM01
        payment_given_up
        """),
    ("náš poskytovatel plateb ji už nezná", "resource_missing"),
    ("je to karta ke zkouškám", "testmode_decline live_mode_test_card"),
    ("částka je nižší, než kolik lze strhnout", "amount_too_small"),
    ("částka je vyšší, než kolik lze strhnout najednou", "amount_too_large"),
    ("je to chyba na naší straně a řešíme ji", "invalid_token amount_not_payable invalid_amount"),
    ("platba byla zastavena u našeho poskytovatele plateb", "payment_stopped merchant_request"),
    ("platba už byla vrácena", "charge_already_refunded"),
    ("o platbu je veden spor", """
        charge_disputed refund_disputed_payment charge_for_pending_refund_disputed
        """))
{
    public static CzechDeclines Words { get; } = new();

    public override string Unknown => "platba neproběhla";

    protected override string Confirm => "Učiňte tak prosím u své banky a odpovězte na tuto zprávu.";

    protected override string NewData => "Sdělte nám prosím nové údaje, nebo jinou kartu či účet.";

    protected override string NameAnother => "Sdělte nám prosím jinou kartu či účet, nebo odpovězte na tuto zprávu.";

    protected override string Sentence(string method, string reason) =>
        $"Platbu ({method}) se nepodařilo strhnout: {reason}.";
}
