using Microsoft.AspNetCore.Authorization;

namespace PositionLedger.Server.Http;

/// <summary>An endpoint that anybody may ask without a key: what it answers reveals nothing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenToAllAttribute : Attribute, IAllowAnonymous;
