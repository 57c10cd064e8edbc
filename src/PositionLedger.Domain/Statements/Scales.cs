namespace PositionLedger.Domain.Statements;

/// <summary>The side a statement takes, always towards the written proposition; the two last are off the scale.</summary>
public enum Stance
{
    Rejects = -2,
    LeansAgainst = -1,
    Open = 0,
    LeansFor = 1,
    Accepts = 2,
    DeclinesToSay = 3,
    Ambiguous = 4,
}

/// <summary>How strongly it is put; never mixed into the stance.</summary>
public enum Firmness
{
    Floated = 1,
    Preferred = 2,
    Stated = 3,
    Committed = 4,
    RedLine = 5,
}

/// <summary>What the speaker's words count for that party (the ladder of ILC Guiding Principles 2006, principle 4).</summary>
public enum Authority
{
    /// <summary>Another party, a commentator, unknown.</summary>
    Outside = 0,
    Affiliated = 1,

    /// <summary>A minister, legislator or ambassador outside the mandate.</summary>
    Official = 2,

    /// <summary>A spokesperson, an official account, a ministry's text.</summary>
    Office = 3,

    /// <summary>An envoy within the mandate.</summary>
    Mandated = 4,

    /// <summary>Head of state or government, foreign minister, top leader.</summary>
    Principal = 5,
}

/// <summary>Who stands behind the report of the words.</summary>
public enum Attribution
{
    NamedOnRecord,
    OfficeOnRecord,
    Document,
    Background,
    DeepBackground,
    Leak,
    OtherParty,
    Characterisation,
    AnalystInference,
}

/// <summary>How near the quotation is to the words as said.</summary>
public enum Rendering
{
    Verbatim,
    VerbatimTranslated,
    PartialQuote,
    Paraphrase,
    Summary,
}

/// <summary>What the party did by saying it.</summary>
public enum StatementKind
{
    Position,
    Proposal,
    Demand,
    Acceptance,
    Rejection,
    Concession,
    Precondition,
    Reaffirmation,
    FormalAct,
    Clarification,
    WalkBack,
    Withdrawal,
    Denial,
    Accusation,
    Threat,
    Meeting,
    Interest,
    NoComment,
}

/// <summary>What a denial denies: that it was meant so, or that it was said at all.</summary>
public enum Denies
{
    Content,
    Utterance,
}

/// <summary>Where a condition of a stance stands.</summary>
public enum ConditionState
{
    Open,
    Met,
    Failed,
}

/// <summary>What the scales say of each other.</summary>
public static class Scales
{
    extension(StatementKind kind)
    {
        /// <summary>Whether statements of this kind must take a stance, may, or can't.</summary>
        public StanceNeed StanceNeed => kind switch
        {
            StatementKind.Accusation or StatementKind.Threat or StatementKind.Meeting or StatementKind.Interest
                or StatementKind.Withdrawal => StanceNeed.Never,
            StatementKind.Denial or StatementKind.NoComment => StanceNeed.Optional,
            _ => StanceNeed.Always,
        };

        /// <summary>Whether it acts on an earlier statement of the party's own.</summary>
        public bool IsAct => kind is StatementKind.Clarification or StatementKind.WalkBack or StatementKind.Withdrawal or StatementKind.Denial;
    }

    extension(Stance stance)
    {
        /// <summary>Whether it has a place between <c>rejects</c> and <c>accepts</c>.</summary>
        public bool IsOnScale => stance is >= Stance.Rejects and <= Stance.Accepts;
    }
}

/// <summary>Whether a kind of statement carries a stance.</summary>
public enum StanceNeed
{
    Never,
    Optional,
    Always,
}
