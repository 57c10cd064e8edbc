using CsCheck;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Witnessing;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>What a witness signs, and what it refuses with which status.</summary>
public class Witnessing
{
    private const string Origin = "ledger.example.org";

    private static readonly byte[] Seed = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly VerifierKey Log = VerifierKey.Ed25519(Origin, Ed25519.PublicKeyOf(Seed));
    private static readonly Witness Witness = new([Log], Ed25519.Check);

    [Fact]
    public void The_first_checkpoint_of_a_known_log_is_cosigned() =>
        Assert.Equal(new WitnessDecision.Cosigns(Tree(5)), Witness.Decide(Growth(0, 5), Never));

    [Fact]
    public void A_checkpoint_that_continues_the_last_one_is_cosigned() =>
        Assert.Equal(new WitnessDecision.Cosigns(Tree(9)), Witness.Decide(Growth(5, 9), _ => Tree(5)));

    [Fact]
    public void The_last_checkpoint_is_cosigned_again() =>
        Assert.Equal(new WitnessDecision.Cosigns(Tree(5)), Witness.Decide(Growth(5, 5), _ => Tree(5)));

    [Fact]
    public void Another_old_size_is_a_conflict_that_tells_the_right_one()
    {
        Assert.Equal(new WitnessDecision.Conflict(5), Witness.Decide(Growth(4, 9), _ => Tree(5)));
        Assert.Equal(new WitnessDecision.Conflict(5), Witness.Decide(Growth(0, 9), _ => Tree(5)));
        Assert.Equal(new WitnessDecision.Conflict(0), Witness.Decide(Growth(4, 9), Never));
    }

    [Fact]
    public void A_log_that_was_set_back_is_a_conflict() =>
        Assert.Equal(new WitnessDecision.Conflict(9), Witness.Decide(Growth(5, 7), _ => Tree(9)));

    [Fact]
    public void Another_tree_of_the_same_size_is_a_conflict() =>
        Assert.Equal(new WitnessDecision.Conflict(5), Witness.Decide(Submission(5, [], new(Origin, 5, NaiveTree.Root(1, 6))), _ => Tree(5)));

    [Fact]
    public void A_tree_that_does_not_begin_with_the_last_one_is_inconsistent()
    {
        Assert.Equal(new WitnessDecision.Inconsistent(), Witness.Decide(Growth(5, 9), _ => new(Origin, 5, NaiveTree.Root(1, 6))));
        Assert.Equal(new WitnessDecision.Inconsistent(), Witness.Decide(Growth(5, 9) with { Proof = [] }, _ => Tree(5)));
    }

    [Fact]
    public void A_log_that_is_not_known_is_refused_whoever_signed() => Assert.Equal(
        new WitnessDecision.UnknownLog(), Witness.Decide(Submission(0, [], new("another.example.org", 5, NaiveTree.Root(0, 5))), Never));

    [Fact]
    public void A_checkpoint_that_no_known_key_signed_is_refused()
    {
        var unsigned = new SignedNote(Tree(5).Body, [NoteSignature.Of(Log, new byte[64])]).ToText();
        var byAnother = VerifierKey.Ed25519(Origin, Ed25519.PublicKeyOf([.. Seed.Reverse()]));

        Assert.Equal(new WitnessDecision.NotSigned(), Witness.Decide(new(0, [], unsigned), Never));
        Assert.Equal(new WitnessDecision.NotSigned(), new Witness([byAnother], Ed25519.Check).Decide(Growth(0, 5), Never));
    }

    [Theory]
    [InlineData(""), InlineData("nonsense"), InlineData("ledger.example.org\n5\nAAAA\n\n— x AAAA\n")]
    public void What_is_no_checkpoint_is_malformed(string note) =>
        Assert.IsType<WitnessDecision.Malformed>(Witness.Decide(new(0, [], note), Never));

    [Fact]
    public void An_old_size_above_the_checkpoints_is_malformed() =>
        Assert.IsType<WitnessDecision.Malformed>(Witness.Decide(Submission(9, [], Tree(5)), _ => Tree(9)));

    [Fact]
    public void A_submission_is_written_as_the_specification_shows()
    {
        var submission = Growth(5, 9);

        Assert.StartsWith($"old 5\n{submission.Proof[0]}\n", submission.ToText(), StringComparison.Ordinal);
        Assert.EndsWith($"{submission.Proof[^1]}\n\n{submission.Note}", submission.ToText(), StringComparison.Ordinal);
        Assert.Equal(submission, CheckpointSubmission.TryParse(submission.ToText()));
        Assert.Equal(Growth(0, 5), CheckpointSubmission.TryParse(Growth(0, 5).ToText()));
    }

    [Theory]
    [InlineData(""), InlineData("old 5"), InlineData("old 5\n"), InlineData("old 05\n\nx"), InlineData("old -1\n\nx"), InlineData("old x\n\nx"), InlineData("5\n\nx")]
    [InlineData("old 5\nAAAA\n\nx"), InlineData("Old 5\n\nx"), InlineData("old  5\n\nx"), InlineData("old 99999999999999999999\n\nx")]
    public void What_is_no_submission_is_none(string text) => Assert.Null(CheckpointSubmission.TryParse(text));

    [Fact]
    public void A_proof_longer_than_any_tree_needs_is_not_read()
    {
        var hashes = string.Concat(Enumerable.Repeat($"{NaiveTree.Root(0, 1)}\n", 63));

        Assert.NotNull(CheckpointSubmission.TryParse($"old 5\n{hashes}\nx"));
        Assert.Null(CheckpointSubmission.TryParse($"old 5\n{hashes}{NaiveTree.Root(0, 1)}\n\nx"));
    }

    // Two histories of one log: whatever is sent in whichever order, what was cosigned is of one of them alone.
    [Fact]
    public void Never_are_two_histories_cosigned() => Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12], Gen.Bool).Array[0, 12].Hold(sent =>
    {
        Checkpoint? last = null;
        var cosigned = new List<(bool Other, int Size)>();
        foreach (var (old, size, isOther) in sent.Where(x => x.Item1 <= x.Item2))
        {
            var submission = isOther ? Submission(old, old == 0 ? [] : [.. NaiveTree.Subproof(100 + old, 100, 100 + size, true)], Other(size)) : Growth(old, size);
            if (Witness.Decide(submission, _ => last) is not WitnessDecision.Cosigns(var checkpoint))
                continue;
            last = checkpoint;
            cosigned.Add((isOther, size));
        }

        Assert.True(cosigned.Where(x => x.Size > 0).Select(x => x.Other).Distinct().Count() <= 1);
        Assert.Equal(cosigned.Select(x => x.Size).Order(), cosigned.Select(x => x.Size));
    });

    private static Checkpoint? Never(string origin) => null;

    private static Checkpoint Tree(int size) => new(Origin, size, NaiveTree.Root(0, size));

    private static Checkpoint Other(int size) => new(Origin, size, NaiveTree.Root(100, 100 + size));

    private static CheckpointSubmission Growth(int old, int size) =>
        Submission(old, old == 0 ? [] : [.. NaiveTree.Subproof(old, 0, size, true)], Tree(size));

    private static CheckpointSubmission Submission(int old, ValueList<TreeHash> proof, Checkpoint checkpoint) =>
        new(old, proof, new SignedNote(checkpoint.Body, [NoteSignature.Of(Log, Ed25519.Sign(Seed, System.Text.Encoding.UTF8.GetBytes(checkpoint.Body)))]).ToText());
}
