namespace Charging.Rating.Importing;

/// <summary>What records of SIP proxies have in common: the fields that the operator of the proxy adds.</summary>
internal static class SipCall
{
    /// <param name="call">Where the added fields are.</param>
    /// <param name="options">How they are called.</param>
    /// <param name="callId">Null is refused.</param>
    /// <param name="answered">UTC.</param>
    /// <param name="ended">UTC.</param>
    public static Imported Import(
        JsonRecord call, ImportOptions options, string? callId, DateTime answered, DateTime ended)
    {
        if (callId is null) return new Imported.Refused("There is no callid in it.");
        if (call.Text(options.Customer) is not { } customer) return options.NoCustomer("the field");
        var address = SipAddress.NumberOf(call.Text(options.Address));
        if (address is null && options.Address != ImportOptions.None)
        {
            return new Imported.Refused(
                $"The field '{options.Address}' with the called number is missing. Have the platform add it, name " +
                $"another with {options.Setting}__Address, or set that to {ImportOptions.None} if prices do not " +
                "depend on it.");
        }

        return new AnsweredCall
        {
            Source = options.Source,
            CallId = callId,
            CustomerId = customer,
            AnsweredAt = answered,
            EndedAt = ended,
            Address = address,
            Caller = SipAddress.NumberOf(call.Text("caller")),
        }.ToSession();
    }
}
