using System.Net;
using Charging.Payments.Linking;

namespace Charging.Payments.Paying;

/// <summary>What an instance needs that has the page on which customers pay by themselves.</summary>
internal static class PayingParts
{
    public static void AddPaying(this Worker worker)
    {
        worker.Services.AddOptions<PageOptions>().BindConfiguration("Paying:Page")
            .ValidateDataAnnotations().ValidateOnStart();
        worker.Services.AddOptions<PayLinkOptions>().Validate(
            links => links.IsOn, "Payment__Roles has pay, and Paying__Url is not set; set it with Paying__Keys__0.");
        worker.Services.AddSingleton<FindPayable>().AddSingleton<OpenCheckout>();
        worker.Services.AddSingleton<Visits>().AddSingleton<PayDoor>();

        var settings = worker.Configuration.GetSection("Paying:Page").Get<PageOptions>() ?? new PageOptions();
        if (!IPAddress.TryParse(settings.Address, out var address)) return;
        worker.Listen(address, settings.Port, services => services.GetRequiredService<PayDoor>().Answer);
    }
}
