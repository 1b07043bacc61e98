using System.Xml.Linq;
using Charging.Documents.Ubl;

namespace Charging.Documents.Verifying.Norm;

/// <summary>Which rate a category asks for.</summary>
internal enum RateKind
{
    Above0,
    From0,
    Is0,
    None,
}

/// <summary>Whose VAT id a category asks for.</summary>
internal enum VatIds
{
    /// <summary>The seller's registration, of whichever tax, or his representative's VAT id.</summary>
    Seller,

    /// <summary>The seller's or his representative's VAT id.</summary>
    SellerVat,

    /// <summary>Seller, and the buyer's VAT id or legal registration.</summary>
    SellerAndBuyer,

    /// <summary>SellerVat, and the buyer's VAT id.</summary>
    BothVat,

    /// <summary>Nobody may have one.</summary>
    Nobodys,
}

/// <summary>A category of VAT (UNTDID 5305), what it asks for, and how its rules are named.</summary>
internal sealed record VatCategory(string Code, string Name, RateKind Rate, VatIds Ids)
{
    public static readonly IReadOnlyList<VatCategory> All =
    [
        new("S", "S", RateKind.Above0, VatIds.Seller),
        new("Z", "Z", RateKind.Is0, VatIds.Seller),
        new("E", "E", RateKind.Is0, VatIds.Seller),
        new("AE", "AE", RateKind.Is0, VatIds.SellerAndBuyer),
        new("K", "IC", RateKind.Is0, VatIds.BothVat),
        new("G", "G", RateKind.Is0, VatIds.SellerVat),
        new("O", "O", RateKind.None, VatIds.Nobodys),
        new("L", "AF", RateKind.From0, VatIds.Seller),
        new("M", "AG", RateKind.From0, VatIds.Seller),
    ];

    /// <summary>Of this category, whose tax is VAT.</summary>
    public bool Is(XElement category) => category.Is("ID", Code) && Vat.IsScheme(category);

    /// <summary>Taxed by several rates, each of which has a part of the breakdown of its own.</summary>
    public bool IsRated => Rate is RateKind.Above0 or RateKind.From0;

    public bool HasRate(XElement category) => Rate switch
    {
        RateKind.Above0 => category.Number("Percent") > 0,
        RateKind.From0 => category.Number("Percent") >= 0,
        RateKind.Is0 => category.Number("Percent") == 0,
        _ => !category.Has("Percent"),
    };

    public string RateNeeded => Rate switch
    {
        RateKind.Above0 => "a rate above 0",
        RateKind.From0 => "a rate of 0 or more",
        RateKind.Is0 => "a rate of 0",
        _ => "no rate",
    };

    public bool HasIds(XElement root)
    {
        var seller = root.All("AccountingSupplierParty/Party").ToList();
        var buyer = root.All("AccountingCustomerParty/Party").ToList();
        var agent = Vat.IdsOf(root.All("TaxRepresentativeParty")).Any();
        var sellers = agent || seller.Any(x => x.Has("PartyTaxScheme/CompanyID"));
        var sellersVat = agent || Vat.IdsOf(seller).Any();
        var buyersVat = Vat.IdsOf(buyer).Any();
        return Ids switch
        {
            VatIds.Seller => sellers,
            VatIds.SellerVat => sellersVat,
            VatIds.SellerAndBuyer => sellers && (buyersVat || buyer.Any(x => x.Has("PartyLegalEntity/CompanyID"))),
            VatIds.BothVat => sellersVat && buyersVat,
            _ => !sellersVat && !buyersVat,
        };
    }

    public string IdsNeeded => Ids switch
    {
        VatIds.Seller or VatIds.SellerVat => "needs the seller's VAT id (BT-31)",
        VatIds.Nobodys => "allows no VAT id of seller or buyer",
        _ => "needs the VAT ids of seller and buyer (BT-31, BT-48)",
    };
}
