namespace Charging.Payments.Gateway;

/// <summary>
/// The gateway took no call, so the attempt is what it was and goes on when its message is handled again.
/// </summary>
internal sealed class GatewayAwayException(string why) : AwaitedException(
    "The gateway", $"The gateway takes no calls at the moment: {why}. The attempt goes on when it does.");
