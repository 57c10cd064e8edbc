using Spectre.Console;

namespace PositionLedger.Cli;

/// <summary>Shows on a terminal how far long work has come, and when it may be done; elsewhere it shows nothing.</summary>
internal static class WorkProgress
{
    /// <param name="work">Tells how much of how much is done.</param>
    /// <param name="rate">How much it does in a second.</param>
    public static Task<T> ShowAsync<T>(
        Surroundings around, string what, Func<Action<long, long>, Task<T>> work, ProgressColumn? rate = null)
    {
        if (!around.ErrorIsTerminal)
            return work((_, _) => { });

        return Screen.Of(around.Error, isTerminal: true).Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), rate ?? new RateColumn(),
                new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask(Markup.Escape(what));
                return work((done, all) =>
                {
                    bar.IsIndeterminate = all == 0;
                    bar.MaxValue = Math.Max(Math.Max(done, all), 1);
                    bar.Value = done;
                });
            });
    }
}
