namespace Charging.Payments.Statements;

/// <summary>Ntry: an entry, with the transactions that it is made of.</summary>
internal static class CamtEntry
{
    private static readonly string[] Named = ["AcctSvcrRef", "EndToEndId", "InstrId", "TxId", "PmtInfId", "MsgId"];

    public static void Take(CamtXml xml, string element, GivenEntry entry)
    {
        switch (element)
        {
            case "Amt":
                entry.Amount = xml.Once(entry.Amount, CamtFile.AmountOf(xml), element);
                break;
            case "CdtDbtInd":
                entry.Sign = xml.Once(entry.Sign, xml.Text(), element);
                break;
            case "RvslInd":
                entry.Reversal = xml.Once(entry.Reversal, xml.Text(), element);
                break;
            case "Sts":
                // A word in .02; in .08 an element of it, Cd, or Prtry for a word of the bank's own.
                entry.Status = xml.Once(entry.Status, xml.TextOrChild(), element);
                break;
            case "BookgDt":
                entry.BookedOn = xml.Once(entry.BookedOn, CamtFile.DayOf(xml), element);
                break;
            case "ValDt":
                entry.ValueOn = xml.Once(entry.ValueOn, CamtFile.DayOf(xml), element);
                break;
            case "AcctSvcrRef":
                entry.Reference = xml.Once(entry.Reference, xml.Text(), element);
                break;
            case "AddtlNtryInf":
                entry.Remark = xml.Once(entry.Remark, xml.Text(), element);
                break;
            case "NtryDtls":
                var batch = xml.Part(new GivenBatch());
                entry.Batches.Add(batch);
                xml.Children(part => Batch(xml, part, batch));
                break;
        }
    }

    private static void Batch(CamtXml xml, string element, GivenBatch batch)
    {
        if (element == "Btch")
        {
            xml.Children(part =>
            {
                if (part == "NbOfTxs") batch.Count = xml.Text();
                if (part == "TtlAmt") batch.Total = CamtFile.AmountOf(xml);
                if (part == "CdtDbtInd") batch.Sign = xml.Text();
            });
        }
        else if (element == "TxDtls")
        {
            var detail = xml.Part(new GivenDetail());
            batch.Details.Add(detail);
            xml.Children(part => Detail(xml, part, detail));
        }
    }

    private static void Detail(CamtXml xml, string element, GivenDetail detail)
    {
        switch (element)
        {
            case "Refs":
                xml.Children(part =>
                {
                    if (Named.Contains(part)) detail.References.Add(xml.Text());
                });
                break;
            case "Amt":
                detail.Amounts.Add(CamtFile.AmountOf(xml));
                break;
            case "AmtDtls":
                xml.Children(part =>
                {
                    if (part == "TxAmt") xml.Children(one => TransactionAmount(xml, one, detail));
                });
                break;
            case "CdtDbtInd":
                detail.Sign = xml.Once(detail.Sign, xml.Text(), element);
                break;
            case "RltdPties":
                xml.Children(part => Party(xml, part, detail));
                break;
            case "RmtInf":
                xml.Children(part => Remittance(xml, part, detail));
                break;
        }
    }

    private static void TransactionAmount(CamtXml xml, string element, GivenDetail detail)
    {
        if (element == "Amt") detail.Amounts.Add(CamtFile.AmountOf(xml));
    }

    private static void Party(CamtXml xml, string element, GivenDetail detail)
    {
        switch (element)
        {
            case "Dbtr" or "Cdtr":
                var party = element == "Dbtr" ? detail.Debtor : detail.Creditor;
                xml.Children(part => Name(xml, part, party));
                break;
            case "DbtrAcct" or "CdtrAcct":
                var owner = element == "DbtrAcct" ? detail.Debtor : detail.Creditor;
                xml.Children(part =>
                {
                    if (part == "Id") xml.Children(kind => owner.Account = CamtFile.IdOf(xml, kind) ?? owner.Account);
                });
                break;
        }
    }

    /// <summary>In .08 a party stands one element deeper.</summary>
    private static void Name(CamtXml xml, string element, GivenParty party)
    {
        if (element == "Nm") party.Name = xml.Once(party.Name, xml.Text(), element);
        if (element == "Pty") xml.Children(part => Name(xml, part, party));
    }

    private static void Remittance(CamtXml xml, string element, GivenDetail detail)
    {
        if (element == "Ustrd") detail.Remittance.Add(xml.Text());
        if (element != "Strd") return;

        xml.Children(part =>
        {
            if (part is "CdtrRefInf" or "RfrdDocInf") xml.Children(one => Reference(xml, one, detail));
            if (part == "AddtlRmtInf") detail.Remittance.Add(xml.Text());
        });
    }

    private static void Reference(CamtXml xml, string element, GivenDetail detail)
    {
        if (element is "Ref" or "Nb") detail.Remittance.Add(xml.Text());
    }
}
