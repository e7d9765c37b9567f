using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Foobar.Tests.Hosting.AspireSurface;

/// <summary>Writes what an assembly shows to others, one signature a line, without nullability.</summary>
internal static class PublicSignatures
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(Of).Order(StringComparer.Ordinal);

    /// <summary>Every member of the types; their bases and interfaces are a matter of <see cref="BasesOf"/>.</summary>
    private static IEnumerable<string> Of(Type type)
    {
        yield return $"{Kind(type)} {Name(type)}";

        if (type.IsEnum)
        {
            foreach (var value in Enum.GetValues(type))
            {
                yield return $"{Name(type)}.{value} = {Convert.ToInt64(value, CultureInfo.InvariantCulture)}";
            }

            yield break;
        }

        foreach (var constructor in type.GetConstructors(Declared & ~BindingFlags.Static).Where(IsVisible))
        {
            yield return $"{Name(type)}.ctor({Parameters(constructor)})";
        }

        foreach (var field in type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily))
        {
            yield return $"{Name(type)}.{field.Name} -> {Name(field.FieldType)}";
        }

        foreach (var property in type.GetProperties(Declared))
        {
            var accessors = new[] { (property.GetMethod, "get; "), (property.SetMethod, "set; ") };
            var visible = string.Concat(accessors.Where(a => a.Item1 is not null && IsVisible(a.Item1)).Select(a => a.Item2));
            if (visible.Length > 0)
            {
                yield return $"{Name(type)}.{property.Name} {{ {visible}}} -> {Name(property.PropertyType)}";
            }
        }

        foreach (var method in type.GetMethods(Declared).Where(m => !m.IsSpecialName && IsVisible(m)))
        {
            yield return $"{Name(type)}.{method.Name}{GenericParameters(method)}({Parameters(method)}) -> {Name(method.ReturnType)}{Constraints(method)}";
        }
    }

    /// <summary>The base class and interfaces of a type.</summary>
    public static IEnumerable<string> BasesOf(Type type)
    {
        var bases = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum) ? [parent] : Array.Empty<Type>();
        return type.IsEnum ? [] : bases.Concat(type.GetInterfaces().Except(bases.SelectMany(b => b.GetInterfaces()))).Select(Name);
    }

    public static string Declaration(Type type) => $"{Kind(type)} {Name(type)}";

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : type.IsValueType ? "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static string Parameters(MethodBase method)
    {
        var isExtension = method.IsDefined(typeof(ExtensionAttribute), inherit: false);
        return string.Join(", ", method.GetParameters().Select((p, i) => (isExtension && i == 0 ? "this " : "") + Parameter(p)));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var prefix = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : parameter.IsOut ? "out " : "";
        return $"{prefix}{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + Default(parameter) : "")}";
    }

    private static string Default(ParameterInfo parameter) => parameter.RawDefaultValue switch
    {
        null => "default",
        bool b => b ? "true" : "false",
        string s => $"\"{s}\"",
        IConvertible number => Convert.ToInt64(number, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        var other => other.ToString()!,
    };

    private static string GenericParameters(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";

    private static string Constraints(MethodInfo method) =>
        method.IsGenericMethodDefinition ? string.Concat(method.GetGenericArguments().Select(Constraint)) : "";

    private static string Constraint(Type parameter)
    {
        var attributes = parameter.GenericParameterAttributes;
        var parts = new List<string>();
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            parts.Add("class");
        }

        parts.AddRange(parameter.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(Name));
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            parts.Add("new()");
        }

        return parts.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", parts)}";
    }

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return $"ref {Name(type.GetElementType()!)}";
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Name(underlying)}?";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var keyword = type.FullName switch
        {
            "System.String" => "string",
            "System.Boolean" => "bool",
            "System.Int32" => "int",
            "System.Int64" => "long",
            "System.Object" => "object",
            "System.Void" => "void",
            _ => null,
        };
        if (keyword is not null)
        {
            return keyword;
        }

        var name = type.Name.Split('`')[0];
        var full = type.DeclaringType is { } outer ? $"{Name(outer)}.{name}" : $"{type.Namespace}.{name}";
        return type.IsGenericType && type.DeclaringType is null ? $"{full}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : full;
    }
}
