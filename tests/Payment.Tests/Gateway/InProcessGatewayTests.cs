using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Charging.Payments.Tests.Gateway;

public class InProcessGatewayTests
{
    private readonly FakeTimeProvider clock = new();

    [Test]
    public async Task A_good_card_is_captured_and_its_repeat_is_the_same_capture()
    {
        var gateway = Gateway();

        var first = await gateway.Capture(Request("tok_ok"), default);
        var repeat = await gateway.Capture(Request("tok_ok"), default);

        Assert.That(first, Is.InstanceOf<GatewayAnswer.Captured>().And.EqualTo(repeat));
    }

    [TestCase("tok_insufficient_funds", "insufficient_funds", DeclineClass.Later)]
    [TestCase("tok_lost_card", "lost_card", DeclineClass.Never)]
    [TestCase("tok_expired_card", "expired_card", DeclineClass.FixData)]
    [TestCase("tok_authentication", "authentication_required", DeclineClass.CustomerAction)]
    [TestCase("tok_new_code", "moon_in_the_wrong_phase", DeclineClass.Unrecognized)]
    [TestCase("tok_of_another_gateway", "incorrect_number", DeclineClass.Never)]
    public async Task A_bad_card_is_declined(string token, string code, object declineClass) =>
        Assert.That(
            await Gateway().Capture(Request(token), default),
            Is.EqualTo(new GatewayAnswer.Declined(code, (DeclineClass)declineClass)));

    [TestCase("tok_declines_2", DeclineClass.Later)]
    [TestCase("tok_unavailable_2", DeclineClass.Technical)]
    public async Task A_card_may_decline_twice_and_then_be_good(string token, object declineClass)
    {
        var gateway = Gateway();

        Assert.That(await Class(1), Is.EqualTo(declineClass));
        Assert.That(await Class(2), Is.EqualTo(declineClass));
        Assert.That(await gateway.Capture(Request(token, 3), default), Is.InstanceOf<GatewayAnswer.Captured>());

        async Task<DeclineClass> Class(int attemptNo) =>
            ((GatewayAnswer.Declined)await gateway.Capture(Request(token, attemptNo), default)).Class;
    }

    [Test]
    public async Task Without_an_answer_the_money_may_have_been_drawn_and_a_look_up_finds_it()
    {
        var gateway = Gateway();
        var request = Request("tok_no_answer_captured");
        var other = Request("tok_no_answer_captured", 2);

        Assert.That(await gateway.LookUp(other, default), Is.InstanceOf<GatewayAnswer.NotFound>());
        await Assert.ThrowsAsync<HttpRequestException>(() => gateway.Capture(request, default));
        await Assert.ThrowsAsync<HttpRequestException>(() => gateway.Capture(request, default));
        Assert.That(await gateway.LookUp(request, default), Is.InstanceOf<GatewayAnswer.Captured>());
    }

    [Test]
    public async Task Without_an_answer_the_money_may_not_have_been_drawn_and_a_repeat_draws_it()
    {
        var gateway = Gateway();
        var request = Request("tok_no_answer_not_captured");

        await Assert.ThrowsAsync<HttpRequestException>(() => gateway.Capture(request, default));
        Assert.That(await gateway.LookUp(request, default), Is.InstanceOf<GatewayAnswer.NotFound>());
        Assert.That(await gateway.Capture(request, default), Is.InstanceOf<GatewayAnswer.Captured>());
    }

    [Test]
    public async Task A_bank_debit_is_pending_until_it_is_looked_up()
    {
        var gateway = Gateway();

        Assert.That(await gateway.Capture(Request("tok_pending"), default), Is.InstanceOf<GatewayAnswer.Pending>());
        Assert.That(await gateway.LookUp(Request("tok_pending"), default), Is.InstanceOf<GatewayAnswer.Captured>());
    }

    [Test]
    public async Task The_slow_card_takes_its_time()
    {
        var slow = Gateway().Capture(Request("tok_slow"), default);

        clock.Advance(TimeSpan.FromMilliseconds(299));
        Assert.That(slow.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(await slow, Is.InstanceOf<GatewayAnswer.Captured>());
    }

    [Test]
    public async Task A_refund_is_given_once_and_found_by_its_number()
    {
        var gateway = Gateway();
        var capture = Request("tok_ok");
        await gateway.Capture(capture, default);
        var refund = new RefundRequest(capture.InvoiceId, 1, InProcessGateway.ReferenceOf(capture), Sample.Euro(10));

        Assert.That(await gateway.LookUpRefund(refund, default), Is.InstanceOf<GatewayAnswer.NotFound>());
        var given = await gateway.Refund(refund, default);

        Assert.That(given, Is.InstanceOf<GatewayAnswer.Refunded>());
        Assert.That(await gateway.Refund(refund, default), Is.EqualTo(given));
        Assert.That(await gateway.LookUpRefund(refund, default), Is.EqualTo(given));
    }

    private static CaptureRequest Request(string token, int attemptNo = 1)
    {
        var invoiceId = new Guid("3f0c6c5a-4d9b-5b1c-8a56-8f3b1a2c3d4e");
        var key = $"capture:{invoiceId}:{attemptNo}";
        return new(invoiceId, attemptNo, key, PaymentMethodKind.Card, token, Sample.Euro(1210));
    }

    private InProcessGateway Gateway() => new(Options.Create(new GatewayOptions()), clock);
}
