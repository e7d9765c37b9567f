using Aspire.Hosting;
using Aspire.Hosting.Pipelines;

namespace Foobar.Hosting.Pipelines;

/// <summary>Puts steps in an order in which each comes after all that it depends on.</summary>
internal static class StepOrder
{
    /// <summary>The step and all that it depends on, in order; steps that could go either way keep the order in which they were added.</summary>
    /// <exception cref="DistributedApplicationException">There is no such step, a step names one that does not exist, or steps wait for each other.</exception>
    public static IReadOnlyList<PipelineStep> Of(string target, IReadOnlyList<PipelineStep> steps)
    {
        var byName = steps.ToDictionary(s => s.Name, StringComparer.Ordinal);
        if (!byName.TryGetValue(target, out var last))
        {
            throw new DistributedApplicationException($"There is no step '{target}'. {Known(byName)}");
        }

        var dependencies = Dependencies(steps, byName);
        List<PipelineStep> order = [];
        List<string> path = [];
        Visit(last);
        return order;

        void Visit(PipelineStep step)
        {
            if (path.IndexOf(step.Name) is >= 0 and var start)
            {
                throw new DistributedApplicationException($"Steps depend on each other in a circle: {string.Join(" → ", path.Skip(start).Append(step.Name))}.");
            }

            if (order.Contains(step))
            {
                return;
            }

            path.Add(step.Name);
            foreach (var dependency in dependencies[step.Name])
            {
                Visit(byName[dependency]);
            }

            path.RemoveAt(path.Count - 1);
            order.Add(step);
        }
    }

    private static Dictionary<string, List<string>> Dependencies(IReadOnlyList<PipelineStep> steps, Dictionary<string, PipelineStep> byName)
    {
        var dependencies = steps.ToDictionary(s => s.Name, s => new List<string>(), StringComparer.Ordinal);
        foreach (var step in steps)
        {
            foreach (var name in step.DependsOnSteps)
            {
                dependencies[step.Name].Add(Checked(step, "depends on", name));
            }

            foreach (var name in step.RequiredBySteps)
            {
                dependencies[Checked(step, "is required by", name)].Add(step.Name);
            }
        }

        return dependencies;

        string Checked(PipelineStep step, string relation, string name) => byName.ContainsKey(name)
            ? name
            : throw new DistributedApplicationException($"The step '{step.Name}' {relation} the step '{name}', which does not exist. {Known(byName)}");
    }

    private static string Known(Dictionary<string, PipelineStep> byName) => $"Steps: {string.Join(", ", byName.Keys.Order(StringComparer.Ordinal))}.";
}
