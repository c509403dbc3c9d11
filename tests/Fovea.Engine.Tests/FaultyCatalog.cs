using System.Reflection;

namespace Fovea.Engine.Tests;

/// <summary>A real catalog, some of whose methods can be made to fail.</summary>
public class FaultyCatalog : DispatchProxy
{
    private IPhotoCatalog? _inner;
    private Action<string>? _before;

    /// <summary>Puts itself before a catalog.</summary>
    /// <param name="inner">The catalog.</param>
    /// <param name="before">Called with a method's name before it runs; may throw.</param>
    public static IPhotoCatalog Create(IPhotoCatalog inner, Action<string> before)
    {
        var proxy = Create<IPhotoCatalog, FaultyCatalog>();
        (((FaultyCatalog)proxy)._inner, ((FaultyCatalog)proxy)._before) = (inner, before);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _before!(targetMethod!.Name);
        return targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
