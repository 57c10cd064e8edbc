using CsCheck;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>What holds for trees of every size, against the definitions of RFC 6962.</summary>
public class LawsOfTheTree
{
    private static readonly Gen<(int Begin, int End)> Ranges = Gen.Select(Gen.Int[0, 300], Gen.Int[0, 300])
        .Select((one, other) => (Math.Min(one, other), Math.Max(one, other)));

    [Fact]
    public void A_frontier_has_the_root_and_the_peaks_of_its_leaves_at_every_size()
    {
        var frontier = new TreeFrontier();
        for (var size = 0; size <= NaiveTree.Leaves.Length; size++)
        {
            Assert.Equal(NaiveTree.Root(0, size), frontier.Root);
            Assert.Equal(TreeNode.Covering(0, size).Select(RootOf), frontier.Peaks);
            Assert.Equal(size, frontier.Size);
            if (size < NaiveTree.Leaves.Length)
                frontier.Append(NaiveTree.Leaves[size]);
        }
    }

    [Fact]
    public void A_frontier_goes_on_from_its_peaks_as_if_it_had_never_stopped() => NaiveTree.Growths.Hold(growth =>
    {
        var frontier = new TreeFrontier(growth.Old, Frontier(growth.Old).Peaks);
        foreach (var leaf in NaiveTree.Leaves[growth.Old..growth.Size])
            frontier.Append(leaf);

        Assert.Equal((growth.Size, NaiveTree.Root(0, growth.Size)), (frontier.Size, frontier.Root));
    });

    [Fact]
    public void The_covering_nodes_stand_side_by_side_from_begin_to_end() => Ranges.Hold(range =>
    {
        long next = range.Begin;
        foreach (var node in TreeNode.Covering(range.Begin, range.End))
        {
            Assert.Equal(next, node.Index << node.Level);
            next += 1L << node.Level;
        }

        Assert.Equal(range.End, next);
    });

    [Fact]
    public void No_two_neighbours_among_the_covering_nodes_are_halves_of_one() => Ranges.Hold(range =>
    {
        var nodes = TreeNode.Covering(range.Begin, range.End);

        Assert.All(nodes.Zip(nodes.Skip(1)), pair =>
            Assert.False(pair.First.Level == pair.Second.Level && long.IsEvenInteger(pair.First.Index), $"{pair}"));
    });

    [Fact]
    public void An_inclusion_proof_is_the_path_of_the_definition() => NaiveTree.Places.Hold(place =>
        Assert.Equal(NaiveTree.Path(place.Index, 0, place.Size), Assemble(ProofPlan.Inclusion(place.Index, place.Size))));

    [Fact]
    public void A_consistency_proof_is_that_of_the_definition() => NaiveTree.Growths.Where(growth => growth.Old > 0).Hold(growth =>
        Assert.Equal(NaiveTree.Subproof(growth.Old, 0, growth.Size, true), Assemble(ProofPlan.Consistency(growth.Old, growth.Size))));

    [Fact]
    public void A_root_is_that_of_the_definition_at_every_size() =>
        Assert.All(Enumerable.Range(0, NaiveTree.Leaves.Length + 1), size =>
            Assert.Equal(NaiveTree.Root(0, size), Assert.Single(Assemble(ProofPlan.Root(size)))));

    private static ValueList<TreeHash> Assemble(ProofPlan plan) => plan.Assemble([.. plan.Nodes.Select(RootOf)]);

    private static TreeHash RootOf(TreeNode node) =>
        NaiveTree.Root((int)(node.Index << node.Level), (int)((node.Index + 1) << node.Level));

    private static TreeFrontier Frontier(int size)
    {
        var frontier = new TreeFrontier();
        foreach (var leaf in NaiveTree.Leaves[..size])
            frontier.Append(leaf);
        return frontier;
    }
}
