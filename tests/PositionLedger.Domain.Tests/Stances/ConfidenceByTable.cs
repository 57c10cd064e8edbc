using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rule 11: what the record behind a stance can carry.</summary>
public class ConfidenceByTable
{
    private static readonly Statement Said = That(Stance.Accepts, "2025-08-09", Authority.Office);

    [Theory]
    [InlineData(Rendering.Verbatim, "A", 1, Confidence.High)]
    [InlineData(Rendering.Verbatim, "B", 2, Confidence.High)]
    [InlineData(Rendering.Verbatim, "B", 3, Confidence.Moderate)]
    [InlineData(Rendering.Verbatim, "C", 2, Confidence.Moderate)]
    [InlineData(Rendering.Verbatim, "A", 6, Confidence.Moderate)]
    [InlineData(Rendering.Verbatim, "D", 2, Confidence.Low)]
    [InlineData(Rendering.Verbatim, "F", 2, Confidence.Low)]
    [InlineData(Rendering.VerbatimTranslated, "A", 2, Confidence.Moderate)]
    [InlineData(Rendering.PartialQuote, "A", 2, Confidence.Moderate)]
    [InlineData(Rendering.Paraphrase, "C", 6, Confidence.Moderate)]
    [InlineData(Rendering.Paraphrase, "C", 3, Confidence.Moderate)]
    [InlineData(Rendering.Summary, "A", 1, Confidence.Low)]
    [InlineData(null, "A", 2, Confidence.Low)]
    public void Reads_the_row_of_the_rendering_the_source_and_the_report(Rendering? rendering, string source, int credibility,
        Confidence expected)
    {
        var answer = Ask("2025-08-09", Said.Rendered(rendering).In(Report(source, credibility)));

        Assert.Equal(expected, answer.Confidence);
        Assert.Equal(new Basis(Authority.Office, rendering, $"{source}{credibility}", 1), answer.Basis);
    }

    [Fact]
    public void Is_high_for_a_translation_whose_original_is_stored() =>
        Assert.Equal(Confidence.High, Ask("2025-08-09", Said.Rendered(Rendering.VerbatimTranslated).In(Report("A", 2))
            .With(body => body with { Quote = body.Quote with { Original = new("Слова", "uk") } })).Confidence);

    [Fact]
    public void Is_high_for_a_document_however_it_is_rendered()
    {
        var document = Said.Attributed(Attribution.Document).Rendered(Rendering.Summary);

        Assert.Equal(Confidence.High, Ask("2025-08-09", document.In(Report("B", 2))).Confidence);
        Assert.Equal(Confidence.Low, Ask("2025-08-09", document.In(Report("B", 3))).Confidence);
    }

    [Fact]
    public void Takes_the_best_source_before_the_most_credible_report()
    {
        Assert.Equal("B6", Grade(Report("C", 1), Report("B", 6), Report("F", 1)));
        Assert.Equal("B2", Grade(Report("B", 3), Report("B", 2), Report("B", 6)));
        Assert.Equal("E2", Grade(Report("F", 1), Report("E", 2)));
        Assert.Equal("F3", Grade(Report("unheard-of", 3)));
    }

    [Fact]
    public void Leaves_out_reports_that_were_taken_off() =>
        Assert.Equal("C3", Grade(Report("A", 2) with { Retracted = true }, Report("C", 3)));

    [Fact]
    public void Counts_roots_not_reports()
    {
        var reports = new[] { Report("A", 2, "wire"), Report("B", 2, "wire"), Report("C", 2), Report("D", 2) with { Retracted = true } };

        Assert.Equal(2, Ask("2025-08-09", Said.In(reports)).Basis!.Roots);
    }

    [Fact]
    public void Goes_by_what_governs_not_by_who_reaffirms()
    {
        var leader = That(Stance.Accepts, "2025-08-08").In(Report("D", 2));

        Assert.Equal("D2", Ask("2025-08-09", leader, Said.In(Report("A", 2))).Basis!.Grade);
    }

    private static string Grade(params Report[] reports) => Ask("2025-08-09", Said.In(reports)).Basis!.Grade;
}
