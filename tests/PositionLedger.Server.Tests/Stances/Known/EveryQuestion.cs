using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances.Known;

/// <summary>Every question that is in some way about one position, to be asked by any knowledge.</summary>
internal sealed class EveryQuestion(Talks talks, string statement)
{
    private const string On = "on=2025-08-09";

    private IEnumerable<string> Paths
    {
        get
        {
            var (party, issue, negotiation) = (talks.Id("upland"), talks.Id("border"), talks.Negotiation);
            foreach (var policy in (string[])["policy=authority-first/1", "policy=latest-first/1"])
            {
                yield return $"parties/{party}/stances/{issue}?{On}&{policy}";
                yield return $"parties/{party}/stances/{issue}/explanation?{On}&{policy}";
                yield return $"parties/{party}/stances/{issue}/history?{policy}";
                yield return $"parties/{party}/stances?{On}&{policy}&limit=1";
                yield return $"matrix?{On}&{policy}&negotiation={negotiation}";
                yield return $"matrix?{On}&{policy}&parties={party}&issues={issue}";
                yield return $"issues/{issue}/overlap?{On}&{policy}";
                yield return $"changes?sinceOn=2025-07-01&{On}&{policy}&negotiation={negotiation}";
                yield return $"parties/{party}/replay?{On}&{policy}";
            }

            yield return $"changes?sinceOn=2025-07-01&{On}&negotiation={negotiation}&sinceLedgerSize=0";
            yield return $"parties/{party}/replay?to=99";
            yield return $"statements/{statement}?";
        }
    }

    /// <summary>The answers by what was known when the ledger had a size, byte by byte.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AskAsync(long size)
    {
        var answers = new Dictionary<string, string>();
        foreach (var path in Paths)
            answers.Add(path, await AskAsync($"{path}&ledgerSize={size}".Replace("?&", "?", StringComparison.Ordinal)));
        return answers;
    }

    /// <summary>The answers by all that is known now, without what they say of the ledger itself.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AskNowAsync()
    {
        var answers = new Dictionary<string, string>();
        foreach (var path in Paths.Where(path => !path.Contains("to=99", StringComparison.Ordinal)))
            answers.Add(path, Bare(await AskAsync(path)));
        return answers;
    }

    /// <summary>An answer without what it says of the ledger itself.</summary>
    public static string Bare(string answer)
    {
        var json = JsonNode.Parse(answer)!.AsObject();
        json.Remove("ledger");
        json.Remove("permalink");
        return json.ToJsonString();
    }

    private async Task<string> AskAsync(string path)
    {
        var reply = await talks.Api.GetAsync($"/api/v1/{path}");
        Assert.True(reply.Status == HttpStatusCode.OK, $"{path}: {reply.Text}");
        return reply.Text;
    }
}
