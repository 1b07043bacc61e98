namespace Charging.Payments.Linking;

/// <summary>What an instance needs that writes or reads the links of the payment page.</summary>
internal static class LinkingParts
{
    public static void AddLinks(this Worker worker)
    {
        worker.Services.AddOptions<PayLinkOptions>().BindConfiguration("Paying")
            .ValidateDataAnnotations().ValidateOnStart();
        worker.Services.AddSingleton<PayLinks>();
    }
}
