using System.Text.Json;
using Foobar.MySql.Topology;
using Foobar.Tests.AppHost.MySql.Management;

namespace Foobar.Tests.MySql.Topology;

public sealed class ClusterTopologyJsonTests
{
    [Fact]
    public void Serialize_Topology_HasNamesInCamelCaseAndWords()
    {
        var json = JsonSerializer.Serialize(Topologies.Paired with { Nodes = [Topologies.Replica with { Lag = null }] }, ClusterTopologyJson.TypeInfo);

        Assert.Equal(
            """
            {"term":3,"primary":"mysql-1","mode":"Paired","isWritable":true,"needsHelp":false,"reason":"mysql-2 follows mysql-1",
            "lastFailover":{"term":3,"from":"mysql-2","to":"mysql-1","at":"2026-01-02T03:04:05+00:00","reason":"mysql-2 does not answer","writeGap":0.84},
            "nodes":[{"name":"mysql-2","role":"Replica","isHealthy":true,"reason":"follows mysql-1","isReachable":true,"version":"9.7.4",
            "serverUuid":"22222222-71ca-11e1-9e33-c80aa9429562","isWritable":false,"term":3,"executed":"11111111-71ca-11e1-9e33-c80aa9429562:1-10",
            "semiSync":"acknowledges","source":"127.0.0.1:3306"}]}
            """.ReplaceLineEndings(""),
            json);
    }

    [Fact]
    public void Deserialize_WhatWasSerialized_IsTheSame()
    {
        var json = JsonSerializer.Serialize(Topologies.Paired, ClusterTopologyJson.TypeInfo);

        Assert.Equivalent(Topologies.Paired, JsonSerializer.Deserialize(json, ClusterTopologyJson.TypeInfo), strict: true);
    }
}
