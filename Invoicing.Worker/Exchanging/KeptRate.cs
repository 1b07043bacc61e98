namespace Charging.Invoicing.Exchanging;

/// <summary>A rate as it is kept. One that is set aside converts nothing until somebody confirms it.</summary>
internal sealed record KeptRate(PublishedRate Rate, bool IsSetAside);
