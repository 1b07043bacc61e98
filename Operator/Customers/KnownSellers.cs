using Charging.Documents.Parties;

namespace Charging.Operator.Customers;

/// <summary>The sellers as Invoicing knows them.</summary>
internal sealed class KnownSellers(NpgsqlDataSource postgres)
{
    /// <summary>All of them, by code: there are few.</summary>
    public async Task<IReadOnlyDictionary<string, IssuingSeller>> All(CancellationToken stop)
    {
        const string sql = """
            select code, name, street, city, postal_code, country, desk_name, desk_phone, desk_address, endpoint_scheme,
                   endpoint_id, currency, iban, tax_currency, formats
            from   invoicing.known_sellers
            """;

        await using var connection = await postgres.OpenConnectionAsync(stop);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, cancellationToken: stop));
        return rows.ToDictionary(row => row.Code, row => row.ToSeller());
    }

    private sealed record Row(
        string Code, string Name, string Street, string City, string PostalCode, string Country, string? DeskName,
        string? DeskPhone, string? DeskAddress, string? EndpointScheme, string? EndpointId, string Currency,
        string? Iban, string? TaxCurrency, string? Formats)
    {
        public IssuingSeller ToSeller() => new(
            Code,
            new Party
            {
                Name = Name,
                Street = Street,
                City = City,
                PostalCode = PostalCode,
                Country = Country,
                Contact = new() { Name = DeskName, Phone = DeskPhone, Email = DeskAddress },
                Endpoint = EndpointScheme is null || EndpointId is null
                    ? null
                    : new() { Scheme = EndpointScheme, Id = EndpointId },
            },
            Currency, Iban, TaxCurrency, Formats?.Split(',').Select(Words.Read<DocumentFormat>).ToList());
    }
}
