using System.Runtime.CompilerServices;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests;

/// <summary>What keeps the domain pure, and every fold complete.</summary>
public class Architecture
{
    private static readonly Statement Said = new(default, "party", 1, 1, false, Desk.NoLand);

    private static DirectoryInfo? Sources => Ancestors(new(AppContext.BaseDirectory))
        .Select(folder => new DirectoryInfo(Path.Combine(folder.FullName, "src", "PositionLedger.Domain")))
        .FirstOrDefault(folder => folder.Exists);

    public static TheoryData<Type> Events => [.. Concrete<LedgerEvent>()];

    public static TheoryData<Type> Amendments => [.. Concrete<StatementAmendment>()];

    [Fact]
    public void The_domain_refers_to_nothing_but_the_runtime_and_NodaTime() =>
        Assert.All(typeof(LedgerEvent).Assembly.GetReferencedAssemblies(), assembly =>
            Assert.True(assembly.Name is "NodaTime" || assembly.Name!.StartsWith("System.", StringComparison.Ordinal), assembly.Name));

    [Fact]
    public void The_domain_neither_looks_at_a_clock_nor_makes_up_ids()
    {
        string[] banned = [".Now", ".UtcNow", "NewGuid", "CreateVersion7", "SystemClock", "async ", "Random"];

        Assert.SkipWhen(Sources is null, "The tests don't run inside the repository.");
        Assert.All(Sources!.GetFiles("*.cs", SearchOption.AllDirectories), file =>
            Assert.DoesNotContain(banned, word => File.ReadAllText(file.FullName).Contains(word, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_is_known_to_the_fold_of_the_ledger(Type type) =>
        IsKnown(fact => new Ledger(Recorder.Today).Evolve("party/ukraine", 1, fact), type);

    [Theory]
    [MemberData(nameof(Amendments))]
    public void Every_amendment_is_known_to_the_fold_of_a_statement(Type type) =>
        IsKnown(fact => Said.Evolve((StatementAmendment)fact), type);

    [Fact]
    public void An_event_that_no_fold_knows_stops_it()
    {
        Assert.Throws<UnknownEventException>(() => new Ledger(Recorder.Today).Evolve("party/ukraine", 1, new Unheard()));
        Assert.Throws<UnknownEventException>(() => Desk.Open().Ledger.Parties["ukraine"].Evolve(new Unheard()));
        Assert.Throws<UnknownEventException>(() => Desk.Open().Ledger.Sources["rt"].Evolve(new Unheard()));
        Assert.Throws<UnknownEventException>(() => Desk.Open().Ledger.Negotiations["ukraine-2025"].Evolve(new Unheard()));
        Assert.Throws<UnknownEventException>(() => Said.Evolve(new UnheardAmendment()));
    }

    // The event is empty, so that a fold that knows it may well fail; it only mustn't say that it doesn't know it.
    private static void IsKnown(Action<LedgerEvent> fold, Type type)
    {
        var thrown = Record.Exception(() => fold((LedgerEvent)RuntimeHelpers.GetUninitializedObject(type)));

        Assert.IsNotType<UnknownEventException>(thrown);
    }

    private static IEnumerable<Type> Concrete<T>() =>
        typeof(T).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(T)) && !type.IsAbstract);

    private static IEnumerable<DirectoryInfo> Ancestors(DirectoryInfo? folder)
    {
        for (; folder is not null; folder = folder.Parent)
            yield return folder;
    }

    private sealed record Unheard : LedgerEvent;

    private sealed record UnheardAmendment() : StatementAmendment(Guid.Empty);
}
