using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>Frontiers, nodes and plans of proofs.</summary>
/// <remarks>Entries and roots are those of Certificate Transparency: github.com/transparency-dev/merkle, testonly/constants.go.</remarks>
public class GrowingATree
{
    private static readonly string[] Entries =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static readonly TreeHash Some = TreeHash.OfLeaf("some"u8);

    [Fact]
    public void Gives_the_roots_known_from_Certificate_Transparency()
    {
        var frontier = new TreeFrontier();
        var roots = new List<TreeHash> { frontier.Root };
        foreach (var entry in Entries)
        {
            frontier.Append(TreeHash.OfLeaf(Convert.FromHexString(entry)));
            roots.Add(frontier.Root);
        }

        Assert.Equal(Roots, roots.Select(root => Convert.ToHexStringLower(root.ToArray())));
    }

    [Fact]
    public void A_frontier_has_as_many_peaks_as_its_size_has_ones()
    {
        Assert.Equal(7, new TreeFrontier(7, [Some, Some, Some]).Size);
        Assert.Throws<ArgumentException>(() => new TreeFrontier(7, [Some, Some]));
        Assert.Throws<ArgumentException>(() => new TreeFrontier(0, [Some]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TreeFrontier(-1, []));
    }

    [Fact]
    public void Peaks_do_not_change_when_their_frontier_does()
    {
        var frontier = new TreeFrontier(1, [Some]);
        var peaks = frontier.Peaks;

        frontier.Append(Some);

        Assert.Equal([Some], peaks);
    }

    [Fact]
    public void The_largest_tree_has_nodes_and_proofs_too()
    {
        Assert.Equal(63, TreeNode.Covering(0, long.MaxValue).Count);
        Assert.Equal(new TreeNode(62, 0), TreeNode.Covering(0, long.MaxValue)[0]);
        Assert.Equal([new TreeNode(0, long.MaxValue - 1)], TreeNode.Covering(long.MaxValue - 1, long.MaxValue));
        Assert.Equal(62, ProofPlan.Inclusion(long.MaxValue - 1, long.MaxValue).Nodes.Count);
        Assert.Equal(new TreeNode(0, 1), ProofPlan.Consistency(1, long.MaxValue).Nodes[0]);
    }

    [Fact]
    public void There_is_no_plan_for_what_is_not_in_the_tree()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ProofPlan.Inclusion(-1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProofPlan.Inclusion(3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProofPlan.Consistency(-1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProofPlan.Consistency(4, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProofPlan.Root(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => TreeNode.Covering(-1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => TreeNode.Covering(4, 3));
    }

    [Fact]
    public void A_plan_is_carried_out_with_one_hash_a_node()
    {
        Assert.Throws<ArgumentException>(() => ProofPlan.Root(3).Assemble([Some]));
        Assert.Throws<ArgumentException>(() => ProofPlan.Root(3).Assemble([Some, Some, Some]));
    }

    [Fact]
    public void A_proof_from_nothing_or_to_itself_is_empty()
    {
        Assert.Empty(ProofPlan.Consistency(0, 7).Assemble([]));
        Assert.Empty(ProofPlan.Consistency(7, 7).Assemble([]));
    }
}
