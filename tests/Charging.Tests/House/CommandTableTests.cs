namespace Charging.Tests.House;

public class CommandTableTests
{
    [TestCase("rating plans apply --correct FILE")]
    [TestCase("rating quarantine replay --code unknown-customer --wait 60 --reason TEXT")]
    [TestCase("invoicing open issue --customer ID")]
    [TestCase("payment payments dispute won|lost ID")]
    [TestCase("payment receipts resend --undeliverable")]
    [TestCase("payment migrate")]
    [TestCase("dead replay payment-keep-credit_error --vouch")]
    [TestCase("publish --format freeswitch-cdr FILE")]
    [TestCase("load --sessions 60000 --receipts off")]
    [TestCase("up --instances 2")]
    public void A_command_line_that_the_code_obeys_is_right(string line) =>
        Assert.That(CommandTable.FaultOfScript(line), Is.Null);

    [TestCase("forgive", "no command 'forgive'")]
    [TestCase("rating plans forgive CODE", "no command 'forgive'")]
    [TestCase("invoicing plans apply FILE", "no command 'plans'")]
    [TestCase("payment payments dispute drawn ID", "no command 'drawn'")]
    [TestCase("rating quarantine list --correct", "no option --correct")]
    [TestCase("dead list --correct", "no option --correct")]
    [TestCase("up --colour red", "no option --colour")]
    public void A_command_line_that_it_would_refuse_is_named(string line, string fault) =>
        Assert.That(CommandTable.FaultOfScript(line), Does.Contain(fault));
}
