namespace Charging.Sandbox;

/// <summary>A POST to the API, read.</summary>
internal sealed record Call(Parameters Parameters, Asked Asked)
{
    public static async Task<Call> Read(HttpContext http)
    {
        var form = http.Request.HasFormContentType
            ? await http.Request.ReadFormAsync(http.RequestAborted)
            : FormCollection.Empty;
        var parameters = new Parameters(form);
        var fingerprint = parameters.FingerprintOf(http.Request.Path);
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        return new(parameters, new Asked(Replies.RequestIdOf(http), key.Length > 0 ? key : null, fingerprint));
    }
}
