using System.ComponentModel.DataAnnotations;

namespace Charging.Payments;

/// <summary>What an instance does; unless <c>Payment__Roles</c> says otherwise, it collects and sends mails.</summary>
internal enum Role
{
    Collect,
    Receipts,

    /// <summary>Shows customers the page on which they pay by themselves.</summary>
    Pay,
}

/// <summary>What an instance of Payment does. Section <c>Payment</c>.</summary>
internal sealed class RoleOptions : IValidatableObject
{
    /// <summary>
    /// One or more of collect, receipts and pay, with a comma between: draws payments, sends mails, has the page on
    /// which customers pay by themselves.
    /// </summary>
    public string Roles { get; init; } = "collect,receipts";

    private string[] Named => Roles.Split(',', StringSplitOptions.TrimEntries);

    public bool Has(Role role) => Named.Contains(Words.Of(role));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Named.All(word => Words.TryRead<Role>(word, out _)))
            yield return new ValidationResult(
                $"Payment__Roles is '{Roles}'; set it to collect, receipts, pay, or several with a comma between.");
    }
}

internal static class RoleChoice
{
    /// <remarks>A word that is no role is refused when the worker starts, like every wrong setting.</remarks>
    public static RoleOptions AddRoles(this Worker worker)
    {
        worker.Services.AddOptions<RoleOptions>().BindConfiguration("Payment")
            .ValidateDataAnnotations().ValidateOnStart();
        return worker.Configuration.GetSection("Payment").Get<RoleOptions>() ?? new RoleOptions();
    }
}
