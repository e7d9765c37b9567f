namespace Foobar.Gateway.Firewall;

internal enum FirewallAction
{
    Allow,
    Deny,
}
