using System.Text.RegularExpressions;
using Charging.Documents.Ubl;

namespace Charging.Documents.Parties;

/// <summary>What an electronic address must fulfil before a document can name it (EN 16931, BT-34 and BT-49).</summary>
public static partial class ElectronicAddressRules
{
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
