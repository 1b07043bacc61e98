namespace Charging.Payments.Gateway;

/// <summary>
/// The gateway took no call, so the attempt is what it was and goes on when its message is handled again. A time-out,
/// so that it is waited for like everything that passes by itself.
/// </summary>
internal sealed class GatewayAwayException(string why)
    : TimeoutException($"The gateway takes no calls at the moment: {why}. The attempt goes on when it does.");
