using System.Text.RegularExpressions;

namespace Charging.Contracts;

/// <summary>Where a party takes electronic documents, such as in Peppol (EN 16931, BT-34 and BT-49).</summary>
public sealed partial record ElectronicAddress
{
    /// <summary>Of the list EAS (electronic address scheme), such as 9930 for a German VAT id.</summary>
    public required string Scheme { get; init; }

    public required string Id { get; init; }

    /// <summary>
    /// What is wrong with its form or its check digits, for people; null when it can be used. Whether the list has the
    /// scheme is not looked at, since the list grows twice a year.
    /// </summary>
    public static string? FaultIn(ElectronicAddress address)
    {
        if (!SchemeForm().IsMatch(address.Scheme))
            return $"the scheme '{address.Scheme}' is not one of the list EAS, such as 9930, 0088 or EM";
        return string.IsNullOrWhiteSpace(address.Id)
            ? "the electronic address has no id"
            : SchemeDigits.FaultIn(address.Scheme, address.Id) is { } fault ? $"the electronic address {fault}" : null;
    }

    [GeneratedRegex(@"^(0[0-9]{3}|99[0-9]{2}|AN|AQ|AS|AU|EM)\z")]
    private static partial Regex SchemeForm();
}
