using k8s;
using k8s.Models;

namespace Charging.Tests.Rollout;

/// <summary>What RabbitMQ's topology operator takes as a user: these fields and no others.</summary>
public sealed class BrokerUser : IKubernetesObject<V1ObjectMeta>, ISpec<BrokerUser.Wanted>
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();

    public Wanted Spec { get; set; } = new();

    public sealed class Wanted
    {
        public IList<string> Tags { get; set; } = [];

        public V1LocalObjectReference? ImportCredentialsSecret { get; set; }

        public BrokerCluster? RabbitmqClusterReference { get; set; }
    }
}

/// <summary>What it takes as a user's rights on a virtual host.</summary>
public sealed class BrokerPermission : IKubernetesObject<V1ObjectMeta>, ISpec<BrokerPermission.Wanted>
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();

    public Wanted Spec { get; set; } = new();

    public sealed class Wanted
    {
        public string Vhost { get; set; } = "";

        public V1LocalObjectReference? UserReference { get; set; }

        public Rights Permissions { get; set; } = new();

        public BrokerCluster? RabbitmqClusterReference { get; set; }
    }

    public sealed class Rights
    {
        public string Configure { get; set; } = "";

        public string Write { get; set; } = "";

        public string Read { get; set; } = "";
    }
}

/// <summary>The cluster that either belongs to.</summary>
public sealed class BrokerCluster
{
    public string Name { get; set; } = "";

    public string? Namespace { get; set; }
}
