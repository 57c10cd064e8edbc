using CsCheck;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>What proofs prove, and that nothing else passes for them.</summary>
public class LawsOfProofs
{
    private static readonly Gen<long> AnyNumber = Gen.OneOf(
        Gen.Long, Gen.Int[-1, 300].Select(number => (long)number),
        Gen.Int[0, 63].Select(bit => (1L << bit) - 1), Gen.Int[0, 63].Select(bit => 1L << bit));

    private static readonly Gen<TreeHash> AnyHash =
        Gen.OneOf(Gen.Byte.Array[TreeHash.Length].Select(bytes => new TreeHash(bytes)), Gen.Int[0, 9].Select(at => NaiveTree.Leaves[at]));

    private static readonly Gen<TreeHash[]> AnyProof = AnyHash.Array[0, 70];

    /// <summary>How a number in a proof is mutated: by a bit, by a little, or altogether.</summary>
    private static readonly Gen<Func<long, long>> Mutations = Gen.OneOf(
        Gen.Int[0, 63].Select(bit => new Func<long, long>(number => number ^ (1L << bit))),
        Gen.Int[0, 9].Select(bit => new Func<long, long>(number => number ^ (1L << bit))),
        Gen.Int[-3, 3].Select(step => new Func<long, long>(number => number + step)),
        AnyNumber.Select(other => new Func<long, long>(_ => other)));

    [Fact]
    public void Every_leaf_is_proved_to_be_in_its_tree() => NaiveTree.Places.Hold(place =>
        Assert.True(TreeProof.Includes(
            NaiveTree.Leaves[place.Index], place.Index, place.Size, Path(place), NaiveTree.Root(0, place.Size))));

    [Fact]
    public void Every_tree_is_proved_to_begin_with_its_older_ones() => NaiveTree.Growths.Hold(growth =>
        Assert.True(TreeProof.IsConsistent(
            growth.Old, NaiveTree.Root(0, growth.Old), growth.Size, NaiveTree.Root(0, growth.Size), Subproof(growth))));

    [Fact]
    public void An_inclusion_with_any_bit_changed_is_refused() => Gen.Select(NaiveTree.Places, Gen.UInt).Hold(sample =>
    {
        var (place, bit) = sample;
        TreeHash[] hashes = [NaiveTree.Leaves[place.Index], NaiveTree.Root(0, place.Size), .. Path(place)];
        var changed = SpoiledProofs.WithBitChanged(hashes, bit);

        Assert.False(TreeProof.Includes(changed[0], place.Index, place.Size, changed[2..], changed[1]));
    });

    [Fact]
    public void A_consistency_with_any_bit_changed_is_refused() => Gen.Select(NaiveTree.Growths, Gen.UInt).Hold(sample =>
    {
        var (growth, bit) = sample;
        TreeHash[] hashes = [NaiveTree.Root(0, growth.Old), NaiveTree.Root(0, growth.Size), .. Subproof(growth)];
        var changed = SpoiledProofs.WithBitChanged(hashes, bit);

        // Nothing is said of the other root where the old tree is empty: only its own root counts.
        var isOfNoMatter = growth.Old == 0 && growth.Size > 0 && changed[0] == hashes[0];
        Assert.Equal(isOfNoMatter, TreeProof.IsConsistent(growth.Old, changed[0], growth.Size, changed[1], changed[2..]));
    });

    [Fact]
    public void A_proof_with_a_hash_too_many_or_too_few_or_out_of_order_is_refused() =>
        Gen.Select(NaiveTree.Growths.Where(growth => growth.Old > 0), Gen.Int[0, 9], Gen.Int[0, 9], AnyHash).Hold(sample =>
        {
            var (growth, at, other, hash) = sample;
            var (index, size) = (growth.Old - 1, growth.Size);
            var root = NaiveTree.Root(0, size);

            Assert.All(SpoiledProofs.Reshaped(Path((index, size)), at, other, hash), proof =>
                Assert.False(TreeProof.Includes(NaiveTree.Leaves[index], index, size, proof, root)));
            Assert.All(SpoiledProofs.Reshaped(Subproof(growth), at, other, hash), proof =>
                Assert.False(TreeProof.IsConsistent(growth.Old, NaiveTree.Root(0, growth.Old), size, root, proof)));
        });

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(40)]
    public void A_leaf_is_proved_to_be_at_its_index_and_at_no_other(int size)
    {
        var root = NaiveTree.Root(0, size);
        for (var index = 0; index < size; index++)
        {
            var proof = Path((index, size));
            var leaf = NaiveTree.Leaves[index];
            Assert.Equal([index], Enumerable.Range(0, size).Where(at => TreeProof.Includes(leaf, at, size, proof, root)));
        }
    }

    [Fact]
    public void An_inclusion_of_another_index_or_size_is_taken_only_where_the_way_up_is_the_same() =>
        Gen.Select(NaiveTree.Places, Mutations, Mutations).Hold(sample =>
        {
            var ((index, size), mutateIndex, mutateSize) = sample;
            var proof = Path((index, size));
            foreach (var (i, n) in Mutated(index, size, mutateIndex, mutateSize))
            {
                var isSame = i >= 0 && i < n && ProofShapes.OfInclusion(i, n) == ProofShapes.OfInclusion(index, size);
                Assert.Equal(isSame, TreeProof.Includes(NaiveTree.Leaves[index], i, n, proof, NaiveTree.Root(0, size)));
            }
        });

    [Fact]
    public void A_consistency_of_other_sizes_is_taken_only_where_the_way_up_is_the_same() =>
        Gen.Select(NaiveTree.Growths, Mutations, Mutations).Hold(sample =>
        {
            var ((old, size), mutateOld, mutateSize) = sample;
            var proof = Subproof((old, size));
            foreach (var (m, n) in Mutated(old, size, mutateOld, mutateSize))
            {
                var isSame = m >= 0 && m <= n && ProofShapes.OfConsistency(m, n) == ProofShapes.OfConsistency(old, size);
                Assert.Equal(isSame, TreeProof.IsConsistent(m, NaiveTree.Root(0, old), n, NaiveTree.Root(0, size), proof));
            }
        });

    [Fact]
    public void Whatever_is_not_a_proof_is_refused_and_never_fails() =>
        Gen.Select(AnyNumber, AnyNumber, AnyProof, AnyHash, AnyHash).Where(sample => sample.Item4 != sample.Item5).Hold(sample =>
        {
            var (one, other, proof, hash, root) = sample;

            Assert.False(TreeProof.Includes(hash, one, other, proof, root));
            Assert.False(TreeProof.IsConsistent(one, hash, other, root, proof));
        });

    private static TreeHash[] Path((int Index, int Size) place) => [.. NaiveTree.Path(place.Index, 0, place.Size)];

    private static TreeHash[] Subproof((int Old, int Size) growth) =>
        growth.Old == 0 ? [] : [.. NaiveTree.Subproof(growth.Old, 0, growth.Size, true)];

    private static IEnumerable<(long, long)> Mutated(long one, long other, Func<long, long> mutateOne, Func<long, long> mutateOther) =>
        [(mutateOne(one), other), (one, mutateOther(other)), (mutateOne(one), mutateOther(other))];
}
