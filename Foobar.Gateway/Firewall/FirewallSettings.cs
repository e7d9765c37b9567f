using Foobar.Gateway.Addresses;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Firewall;

/// <summary>Which clients may ask (403 if not), by which methods (405), for which hosts (421).</summary>
internal sealed record FirewallSettings : ISettings
{
    /// <summary>RFC 9110, section 9.3, and RFC 5789, without CONNECT and TRACE.</summary>
    public static readonly IReadOnlyList<string> DefaultMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    private const string AnyHost = "*";

    /// <summary>Networks that may, such as <c>10.0.0.0/8</c>, <c>2001:db8::/32</c> or <c>192.0.2.1</c>. The longest match wins.</summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>Networks that may not; of the same network in both lists, too.</summary>
    public IReadOnlyList<string> Deny { get; init; } = [];

    /// <summary>What becomes of addresses in no network. <c>::/0</c> is no IPv4 address, <c>::ffff:10.0.0.1</c> is 10.0.0.1.</summary>
    public FirewallAction Default { get; init; } = FirewallAction.Allow;

    /// <summary>Methods, in capitals; <see cref="DefaultMethods"/> if there is no such setting.</summary>
    public IReadOnlyList<string>? Methods { get; init; }

    /// <summary>
    /// Hosts without ports, such as <c>foobar.com</c>, or <c>*.foobar.com</c> for all below it; any if there are none. Health
    /// probes may name any.
    /// </summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    public IEnumerable<SettingProblem> Validate() =>
    [
        .. CidrNotation.Validate(nameof(Allow), Allow),
        .. CidrNotation.Validate(nameof(Deny), Deny),
        .. Enum.IsDefined(Default) ? [] : new[] { new SettingProblem(nameof(Default), $"is {Default}; Allow or Deny is allowed") },
        .. Methods is { Count: 0 } ? [new(nameof(Methods), "is empty, which refuses everything; name a method")] : Array.Empty<SettingProblem>(),
        .. (Methods ?? []).Index().Where(method => !IsMethod(method.Item)).Select(method => new SettingProblem(
            $"{nameof(Methods)}:{method.Index}", $"is '{method.Item}'; a method in capitals other than CONNECT is allowed")),
        .. Hosts.Index().Where(host => !IsHost(host.Item)).Select(host => new SettingProblem(
            $"{nameof(Hosts)}:{host.Index}", $"is '{host.Item}'; a name without a port, such as foobar.com or *.foobar.com, is allowed")),
    ];

    private static bool IsMethod(string? method) =>
        !string.IsNullOrEmpty(method) && method != "CONNECT" && method.All(c => char.IsAsciiLetterUpper(c) || c is '-' or '_');

    private static bool IsHost(string? host) => host == AnyHost
        || (!string.IsNullOrEmpty(host) && Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host.Trim('[', ']')) != UriHostNameType.Unknown);
}
