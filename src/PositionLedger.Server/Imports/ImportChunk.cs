using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Server.Imports;

/// <summary>A block of a file on its way into the ledger: the lines that ask for something, and what becomes of each.</summary>
internal sealed class ImportChunk
{
    private readonly List<long> _numbers = [];
    private readonly List<ChunkLine> _lines = [];
    private readonly List<LineRefusal> _refusals = [];
    private int _made;

    /// <summary>How many lines of the file it holds, those that can't be read included.</summary>
    public int Read { get; private set; }

    /// <summary>What is to be decided, in order: first what is created because lines name it.</summary>
    public IReadOnlyList<ChunkLine> Lines => _lines;

    public static async Task<ImportChunk> OfAsync(UnfinishedImport import, IReadOnlyList<ImportLine> lines, Database database, CancellationToken cancel)
    {
        var chunk = new ImportChunk { Read = lines.Count };
        var holders = await HoldersAsync(lines, database, cancel);
        foreach (var line in lines)
            chunk.Add(line, holders);
        if (import.Options.CreateMissing)
            await chunk.CreateAsync(import.Options, database, cancel);
        return chunk;
    }

    /// <summary>What became of the lines.</summary>
    /// <param name="decisions">One for each of <see cref="Lines"/>.</param>
    public ChunkOutcome Outcome(IReadOnlyList<Decision> decisions)
    {
        var outcome = new ChunkOutcome(Read, [.. _refusals]);
        foreach (var (line, decision) in _lines.Take(_made).Zip(decisions))
        {
            if (decision is Decision.Accepted)
                outcome.Creates(line.Command.Stream);
        }

        for (var i = _made; i < _lines.Count; i++)
            outcome.Add(_numbers[i - _made], decisions[i]);
        return outcome;
    }

    private void Add(ImportLine line, Dictionary<Guid, Holders> holders)
    {
        _refusals.AddRange(line.Refusals);
        if (line.Command is not { } asked)
            return;

        var holder = Holders.Nobody;
        if (asked.Amends is { } statement && !holders.TryGetValue(statement, out holder))
        {
            var unknown = Refusal.UnknownStatement(statement);
            _refusals.Add(new(line.Number, "statement", unknown.Code, unknown.Why));
            return;
        }

        var command = asked.Make(holder!);
        if (command is RecordStatement recorded)
        {
            foreach (var copy in (JointCopy[])[new(recorded.Party, recorded.Id), .. recorded.JointWith])
                holders[copy.Statement] = new(copy.Party, recorded.JointWith.Count == 0 ? [] : [new(recorded.Party, recorded.Id), .. recorded.JointWith]);
        }

        _numbers.Add(line.Number);
        _lines.Add(new(command, asked.EventIds));
    }

    // Of statements on record; those of the chunk itself join them as they come.
    private static async Task<Dictionary<Guid, Holders>> HoldersAsync(IReadOnlyList<ImportLine> lines, Database database, CancellationToken cancel)
    {
        var amended = lines.Select(line => line.Command?.Amends).OfType<Guid>().Distinct().ToArray();
        return amended.Length == 0 ? [] : (await database.ListAsync(
            "select statement_id, party, joint from ledger.known_or_staged where statement_id = any($1) and revision = 1",
            row => (row.GetGuid(0), new Holders(row.GetString(1), StatementRow.Joint(row, 2))), cancel, amended)).ToDictionary(x => x.Item1, x => x.Item2);
    }

    private async Task CreateAsync(ImportOptions options, Database database, CancellationToken cancel)
    {
        var made = await MissingCommands.OfAsync(_lines.Select(line => line.Command), options, database, cancel);
        _lines.InsertRange(0, made.Select(command => new ChunkLine(command, [])));
        _made = made.Count;
    }
}
