namespace PositionLedger.Server.Tests.Support;

/// <summary>The folder the tests were built in, for files that are kept under version control and compared.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "PositionLedger.sln"))
        ? folder.FullName
        : Find(folder.Parent ?? throw new InvalidOperationException("The tests don't run from within a checkout."));
}
