package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.json.JsonSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of one call, whether they came by position or by name. */
final class Params {

    private final List<Argument> arguments;
    private final @Nullable List<?> byPosition;
    private final Map<?, ?> byName;
    private final Request request;

    private Params(List<Argument> arguments, @Nullable List<?> byPosition, Map<?, ?> byName, Request request) {
        this.arguments = arguments;
        this.byPosition = byPosition;
        this.byName = byName;
        this.request = request;
    }

    /** @throws Binding.RefusedException when what was passed is neither a list nor a map nor null */
    static Params of(Request request, List<Argument> arguments) throws Binding.RefusedException {
        Object plain = request.params();
        if (plain instanceof Map<?, ?> map) {
            return new Params(arguments, null, map, request);
        }
        if (plain == null) {
            return new Params(arguments, List.of(), Map.of(), request);
        }
        if (plain instanceof List<?> list) {
            return new Params(arguments, list, Map.of(), request);
        }
        throw new Binding.RefusedException(Failure.of(
                Failure.Kind.INVALID_INPUT,
                "Expected the parameters of '" + request.name() + "' in an array or an object, got "
                        + plain.getClass().getSimpleName()));
    }

    /**
     * The value of every argument, checked and made ready.
     *
     * @param accepts the schema of the array of all of them, instead of one for each; null for none
     * @throws Binding.RefusedException when one is missing, too many, or not as its schema says
     */
    List<@Nullable Object> ready(@Nullable JsonSchema accepts) throws Binding.RefusedException {
        List<Object> violations = new ArrayList<>();
        addUnknown(violations);
        addMissing(violations);
        if (accepts == null) {
            return refuseUnlessEmpty(violations, each(violations));
        }
        refuseUnlessEmpty(violations, List.of());
        return refuseUnlessEmpty(violations, together(accepts, violations));
    }

    private List<@Nullable Object> refuseUnlessEmpty(List<Object> violations, List<@Nullable Object> ready)
            throws Binding.RefusedException {
        if (!violations.isEmpty()) {
            throw Input.refused(request.name(), violations);
        }
        return ready;
    }

    private void addUnknown(List<Object> violations) {
        int passed = byPosition == null ? 0 : byPosition.size();
        for (int i = arguments.size(); i < passed; i++) {
            violations.add(
                    Input.violation("/" + i, "'" + request.name() + "' takes " + arguments.size() + " parameters"));
        }
        for (Object name : byName.keySet()) {
            if (arguments.stream().noneMatch(argument -> argument.isCalled(name))) {
                violations.add(Input.violation(pointer(name), "'" + request.name() + "' has no such parameter"));
            }
        }
    }

    private void addMissing(List<Object> violations) {
        for (Argument argument : arguments) {
            if (argument.required() && !isPassed(argument)) {
                violations.add(Input.violation(path(argument), "'" + argument.name() + "' is missing"));
            }
        }
    }

    private List<@Nullable Object> each(List<Object> violations) {
        List<@Nullable Object> values = new ArrayList<>(arguments.size());
        for (Argument argument : arguments) {
            Object plain = value(argument);
            Object ready = argument.input().ready(plain);
            if (isPassed(argument)) {
                violations.addAll(argument.input().violations(plain, ready, request, path(argument)));
            }
            values.add(ready);
        }
        return values;
    }

    private List<@Nullable Object> together(JsonSchema accepts, List<Object> violations) {
        List<@Nullable Object> passed = inOrder();
        List<?> ready = Input.ready(accepts, passed) instanceof List<?> list ? list : List.of();
        violations.addAll(Input.violations(accepts, passed, ready, request, ""));
        List<@Nullable Object> values = new ArrayList<>(arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            boolean isThere = i < ready.size();
            values.add(argument.input().ready(isThere ? ready.get(i) : argument.otherwise()));
        }
        return values;
    }

    private List<@Nullable Object> inOrder() {
        List<@Nullable Object> values = new ArrayList<>();
        for (Argument argument : arguments) {
            values.add(value(argument));
        }
        while (!values.isEmpty() && !isPassed(arguments.get(values.size() - 1))) {
            values.remove(values.size() - 1);
        }
        return values;
    }

    private @Nullable Object value(Argument argument) {
        if (byPosition != null) {
            return isPassed(argument) ? byPosition.get(argument.position()) : argument.otherwise();
        }
        if (byName.containsKey(argument.name())) {
            return byName.get(argument.name());
        }
        return byName.containsKey(argument.title()) ? byName.get(argument.title()) : argument.otherwise();
    }

    /** Whether it was passed. */
    boolean isPassed(Argument argument) {
        return byPosition == null
                ? byName.containsKey(argument.name()) || byName.containsKey(argument.title())
                : argument.position() < byPosition.size();
    }

    /** How a violation names it: as the caller did. */
    String path(Argument argument) {
        if (byPosition != null) {
            return "/" + argument.position();
        }
        boolean isTitled = !byName.containsKey(argument.name()) && byName.containsKey(argument.title());
        return pointer(isTitled ? argument.title() : argument.name());
    }

    /** RFC 6901. */
    private static String pointer(Object name) {
        return "/" + name.toString().replace("~", "~0").replace("/", "~1");
    }
}
