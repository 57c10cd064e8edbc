using CsCheck;
using NodaTime;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>What holds for every party, its blocs and its memberships.</summary>
public class LawsOfBlocs
{
    private static readonly string[] Names = ["union", "league"];

    private static readonly Gen<Membership> Memberships = Gen.Select(
        Gen.OneOf("union", "league"), Histories.Days, Gen.Int[0, 60], Gen.Bool, Gen.Int[0, 3], (bloc, from, days, ends, speaks) =>
            new Membership(bloc, from.PlusDays(-10), ends ? from.PlusDays(days - 10) : null, speaks > 0));

    // The party says little, so that its blocs are heard.
    private static readonly Gen<Case> Dossiers = Gen.Select(CoarseHistories.Scenes, Memberships.Array[0, 3], Gen.Int[0, 2], (scene, memberships, own) =>
    {
        var statements = new History(scene.Drafts).Statements;
        var whose = statements.ToDictionary(s => s.Id, s => s.Body.RefersTo is { } target ? target : s.Id);
        var dossier = new Dossier([.. Of("party")], Say.Grades)
        {
            Memberships = [.. memberships.DistinctBy(membership => (membership.Bloc, membership.From))],
            OfBlocs = [.. Of("union"), .. Of("league")],
        };
        return new Case(dossier, scene);

        // What refers to another statement stays in the stream of that one.
        string Party(Guid id) => whose[id] != id ? Party(whose[id]) : statements.FindIndex(s => s.Id == id) is var i && i < own ? "party" : Names[i % 2];

        IEnumerable<Statement> Of(string party) => statements.Where(s => Party(s.Id) == party).Select(s => s with { Party = party });
    });

    [Fact]
    public void Where_the_party_has_none_of_its_own_its_speaking_blocs_are_one_voice() => Dossiers.Hold(sample =>
    {
        var (own, pool) = (new ByTheBook(sample.Dossier.Own, sample.On, sample.Policy), sample.Pool(sample.On));
        var answer = sample.Ask(sample.On);

        var governing = own.Governing() is { Count: > 0 } ofItself ? ofItself : new ByTheBook(pool, sample.On, sample.Policy).Governing();

        Assert.Equal(governing.Select(s => s.Id), answer.GovernedBy is { } one ? [one] : answer.Contested);
        Assert.Equal(sample.ByTheBook(sample.On), answer.Stance);
        Assert.Equal(governing.Exists(s => s.Party != "party"), answer.Flags.Contains(StanceFlag.ViaBloc));
    });

    [Fact]
    public void The_worlds_without_a_word_of_the_party_are_those_of_its_blocs() => Dossiers.Hold(sample =>
    {
        var own = new AllWorlds(sample.Dossier.Own, sample.On, sample.Policy);
        var pool = new AllWorlds(sample.Pool(sample.On), sample.On, sample.Policy);
        if (own.Count > 300 || pool.Count > 300)
            return;

        var outcomes = own.Outcomes();
        Assert.Equal(outcomes.Contains(Outcome.Undeclared)
            ? outcomes.Where(outcome => outcome != Outcome.Undeclared).Union(pool.Outcomes()).Order()
            : outcomes, sample.Ask(sample.On).Possible);
    });

    [Fact]
    public void Since_is_the_first_of_the_days_in_a_row_whoever_spoke() => Dossiers.Hold(sample =>
    {
        var answer = sample.Ask(sample.On);
        if (answer.Stance == Outcome.Undeclared)
        {
            Assert.Null(answer.Since);
            return;
        }

        var since = sample.On;
        while (sample.ByTheBook(since.PlusDays(-1)) == answer.Stance)
            since = since.PlusDays(-1);
        Assert.Equal(since, answer.Since);
    });

    [Fact]
    public void Between_two_boundaries_nothing_changes() => Gen.Select(Dossiers, Histories.Days).Hold(pair =>
    {
        var (sample, day) = pair;
        var boundaries = StanceBoundaries.Of(sample.Dossier, sample.Policy);
        var from = boundaries.Where(boundary => boundary <= day).Append(LocalDate.MinIsoValue).Max();

        Assert.Equal(sample.Ask(LocalDate.Max(from, day.PlusDays(-30))) with { Stale = false }, sample.Ask(day) with { Stale = false });
    });

    [Fact]
    public void Other_parties_have_no_influence_without_a_membership_that_lets_them_speak() => Dossiers.Hold(sample =>
    {
        var silent = sample.Dossier with
        {
            Memberships = [.. sample.Dossier.Memberships.Select(membership => membership with { SpeaksFor = false })],
        };

        Assert.Equal(
            StanceRule.Derive(sample.Dossier.Own, Say.Grades, sample.On, sample.Policy), StanceRule.Derive(silent, sample.On, sample.Policy));
    });

    private sealed record Case(Dossier Dossier, Scene Scene)
    {
        public LocalDate On => Scene.On;

        public Policy Policy => Scene.Policy;

        public StanceAnswer Ask(LocalDate on) => StanceRule.Derive(Dossier, on, Policy);

        public List<Statement> Pool(LocalDate on)
        {
            var speaking = Membership.SpeakingOn(Dossier.Memberships, on).ToList();
            return [.. Dossier.OfBlocs.Where(s => speaking.Contains(s.Party))];
        }

        public Outcome ByTheBook(LocalDate on) =>
            new ByTheBook(Dossier.Own, on, Policy).Outcome() is var own && own != Outcome.Undeclared
                ? own
                : new ByTheBook(Pool(on), on, Policy).Outcome();
    }
}
