using System.Text;

namespace Charging.Operator.Exporting;

/// <summary>
/// How an accountant's program reads bookings. What is written depends on the books, the month and the accounts alone,
/// so that it is the same to the byte whenever it is made again.
/// </summary>
internal interface ILedgerFormat
{
    Encoding Encoding { get; }

    /// <summary>What a file is called where nobody says it.</summary>
    string FileName { get; }

    /// <summary>How many bookings a file may have.</summary>
    long MostLines => long.MaxValue;

    /// <summary>It is computed anew each time it is read, so that a month that goes on does no harm.</summary>
    bool MayGoOn => false;

    /// <summary>Why the accountant cannot call an account so; null if he can.</summary>
    string? FaultIn(string account);

    /// <summary>Why lines like these cannot be told; null if they can.</summary>
    string? FaultIn(BookMovement movement, AccountRule debit, AccountRule credit) => null;

    string Begin();

    /// <exception cref="FormatException">This one cannot be told.</exception>
    string Of(Posting posting);

    string End() => "";
}
