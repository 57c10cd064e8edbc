using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Http;

namespace PositionLedger.Server.Stances;

/// <summary>The day and the policy that a stance is asked for.</summary>
public sealed record StanceQuestion(LocalDate On, Policy Policy)
{
    public const string OnHelp = "The day asked about, YYYY-MM-DD (UTC, inclusive).";
    public const string PolicyHelp = "The rule of who governs: authority-first/1 (the default) or latest-first/1.";

    /// <summary>Reads it together with other parameters, whose mistakes are told at once with its own.</summary>
    public static StanceQuestion Read(HttpContext http, Fields fields) =>
        new(fields.RequiredDay("on", http.Request.Query["on"]), ReadPolicy(http, fields));

    public static Policy ReadPolicy(HttpContext http, Fields fields)
    {
        if (http.Request.Query["policy"] is not [{ } id])
            return Policy.AuthorityFirst;
        if (Policy.Find(id) is { } policy)
            return policy;

        fields.Wrong("policy", $"must be {Policy.AuthorityFirst.Id} or {Policy.LatestFirst.Id}.");
        return Policy.AuthorityFirst;
    }
}
