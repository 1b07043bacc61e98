namespace Charging.Payments.Gateway;

/// <summary>Which gateway draws: <c>Gateway__Kind</c>, in-process unless it says stripe.</summary>
internal static class GatewayChoice
{
    /// <param name="worker">The payment worker.</param>
    /// <param name="stripe">Adds Stripe, which knows this room and is not known here.</param>
    /// <remarks>A word that is no kind is refused when the worker starts and its options are bound.</remarks>
    public static void AddGateway(this Worker worker, Action<Worker> stripe)
    {
        worker.Services.AddOptions<GatewayOptions>().BindConfiguration("Gateway")
            .ValidateDataAnnotations().ValidateOnStart();
        if (Enum.TryParse<GatewayKind>(worker.Configuration["Gateway:Kind"], ignoreCase: true, out var kind)
            && kind == GatewayKind.Stripe)
        {
            stripe(worker);
        }
        else
        {
            worker.AddPatiently<InProcessGateway>();
        }
    }

    /// <summary>The gateway, behind all patience that there is with one.</summary>
    public static void AddPatiently<TGateway>(this Worker worker) where TGateway : class, IPaymentGateway
    {
        worker.Services.AddSingleton<TGateway>();
        worker.Services.AddSingleton<IPaymentGateway>(services =>
            ActivatorUtilities.CreateInstance<PatientGateway>(services, ActivatorUtilities.CreateInstance<TimedGateway>(
                services, new TracedGateway(services.GetRequiredService<TGateway>()))));
    }
}
