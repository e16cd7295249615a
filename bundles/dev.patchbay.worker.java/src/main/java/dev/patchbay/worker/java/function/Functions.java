package dev.patchbay.worker.java.function;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be called of the objects of a class: its public methods, those it inherited, too. Not what every object has,
 * not {@code close} of what can be closed, and nothing whose name begins with an underscore. Immutable. Source:
 * ModuleServer, §5, §8.
 */
public final class Functions {

    private static final String HELP = "_help";

    private final Class<?> type;

    /** By name, in the order in which they are tried. */
    private final Map<String, List<Function>> byName;

    private Functions(Class<?> type, Map<String, List<Function>> byName) {
        this.type = type;
        this.byName = byName;
    }

    /** Looks at a class. */
    public static Functions of(Class<?> type) {
        return new Functions(
                type,
                Arrays.stream(type.getMethods())
                        .filter(method -> isFunction(type, method))
                        .map(Function::new)
                        .sorted(Comparator.comparing(Function::hasRest)
                                .thenComparing(Function::fixed)
                                .thenComparing(Function::key))
                        .collect(Collectors.groupingBy(Function::name, TreeMap::new, Collectors.toList())));
    }

    private static boolean isFunction(Class<?> type, Method method) {
        return method.getDeclaringClass() != Object.class
                && !Modifier.isStatic(method.getModifiers())
                && !method.isSynthetic()
                && !method.getName().startsWith("_")
                && !isOfObject(method)
                && !(isClose(method) && AutoCloseable.class.isAssignableFrom(type));
    }

    /** Records and enums have these anew. */
    private static boolean isOfObject(Method method) {
        int count = method.getParameterCount();
        return switch (method.getName()) {
            case "toString", "hashCode" -> count == 0;
            case "equals" -> count == 1 && method.getParameterTypes()[0] == Object.class;
            default -> false;
        };
    }

    private static boolean isClose(Method method) {
        return method.getName().equals("close") && method.getParameterCount() == 0;
    }

    /** In the order of their names. */
    public List<FunctionDescription> describe() {
        return byName.values().stream().map(Functions::describe).toList();
    }

    private static FunctionDescription describe(List<Function> overloads) {
        Function longest =
                overloads.stream().max(Comparator.comparing(Function::fixed)).orElseThrow();
        int required = overloads.stream().mapToInt(Function::fixed).min().orElseThrow();
        boolean hasRest = overloads.stream().anyMatch(Function::hasRest);
        return new FunctionDescription(longest.name(), longest.parameters(), required, hasRest);
    }

    /**
     * Calls a function; of several of that name the first that takes so many arguments, and these.
     *
     * @param args plain Java types
     * @return what it returned, whatever that is
     * @throws NoSuchFunctionException when there is none of that name
     * @throws IllegalArgumentException when none of that name takes these arguments; its message names the function
     * @throws Exception whatever the function throws
     */
    public @Nullable Object call(Object instance, String name, List<@Nullable Object> args, ArgumentReader reader)
            throws Exception {
        List<Function> overloads = byName.get(name);
        if (overloads == null) {
            throw new NoSuchFunctionException(name);
        }
        List<Function> fitting =
                overloads.stream().filter(each -> each.takes(args.size())).toList();
        if (fitting.isEmpty()) {
            throw new IllegalArgumentException(name + "() takes " + counts(overloads) + ", got " + args.size());
        }
        IllegalArgumentException misfit = null;
        for (Function function : fitting) {
            @Nullable Object[] read;
            try {
                read = function.read(args, reader);
            } catch (IllegalArgumentException e) {
                misfit = e;
                continue;
            }
            return function.invoke(instance, read);
        }
        throw misfit == null ? new IllegalStateException("Expected a method to be tried") : misfit;
    }

    private static String counts(List<Function> overloads) {
        return overloads.stream()
                        .map(each -> each.fixed() + (each.hasRest() ? " or more" : ""))
                        .distinct()
                        .collect(Collectors.joining(" or "))
                + " arguments";
    }

    /**
     * The help text: what the class's public static method {@code _help} returns, if it has one; otherwise the
     * signatures.
     *
     * @param dispatch the method that all calls go to; null for none
     * @throws Exception whatever {@code _help} throws
     */
    public @Nullable Object help(String module, @Nullable String dispatch) throws Exception {
        Optional<Method> own = Arrays.stream(type.getMethods())
                .filter(each -> each.getName().equals(HELP)
                        && each.getParameterCount() == 0
                        && Modifier.isStatic(each.getModifiers()))
                .findFirst();
        return own.isPresent() ? new Function(own.get()).invoke(null, new Object[0]) : lines(module, dispatch);
    }

    private String lines(String module, @Nullable String dispatch) {
        List<String> lines = new ArrayList<>();
        lines.add(firstHelpLine(module));
        if (dispatch == null) {
            byName.values().forEach(overloads -> overloads.forEach(each -> lines.add(each.signature())));
        } else {
            lines.add(dispatchHelpLine(dispatch));
        }
        return String.join("\n", lines);
    }

    private static String firstHelpLine(String module) {
        return "Functions of " + module + "; arguments can only be positional:";
    }

    private static String dispatchHelpLine(String dispatch) {
        return "All calls go to its dispatch method " + dispatch + ", for which there is no automatic help.";
    }
}
