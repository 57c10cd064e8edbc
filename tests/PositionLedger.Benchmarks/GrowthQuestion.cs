using Npgsql;
using PositionLedger.Domain;

namespace PositionLedger.Benchmarks;

/// <summary>A question, and everything that is on record of what it asks about.</summary>
/// <param name="Path">What is asked for over HTTP.</param>
/// <param name="Part">What its answer is a list of, in JSON.</param>
/// <param name="Parts">How long that list is; an answer of another length ends the benchmark.</param>
internal sealed record GrowthQuestion(string Name, string Path, string Part, int Parts)
{
    public required IEnumerable<Command> References { get; init; }

    public required IReadOnlyList<Command> Statements { get; init; }

    /// <summary>The server's own statement for the rows that the answer is made of.</summary>
    public required string Sql { get; init; }

    public required object[] Values { get; init; }

    /// <summary>Reads the rows that the answer is made of, and makes nothing of them: the baseline.</summary>
    public async Task ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        foreach (var value in Values)
            command.Parameters.Add(new() { Value = value });
        await command.PrepareAsync(cancel);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
        }
    }
}
