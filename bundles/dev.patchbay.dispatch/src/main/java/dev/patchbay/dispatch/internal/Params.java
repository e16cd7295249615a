package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.json.JsonSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of one call, whether they came by position or by name. */
final class Params {

    private final List<Argument> arguments;
    private final @Nullable List<?> byPosition;
    private final Map<?, ?> byName;
    private final String method;

    private Params(List<Argument> arguments, @Nullable List<?> byPosition, Map<?, ?> byName, String method) {
        this.arguments = arguments;
        this.byPosition = byPosition;
        this.byName = byName;
        this.method = method;
    }

    /**
     * @param plain a list, a map or null
     * @throws Binding.RefusedException for anything else
     */
    static Params of(@Nullable Object plain, List<Argument> arguments, String method) throws Binding.RefusedException {
        if (plain instanceof Map<?, ?> map) {
            return new Params(arguments, null, map, method);
        }
        if (plain == null) {
            return new Params(arguments, List.of(), Map.of(), method);
        }
        if (plain instanceof List<?> list) {
            return new Params(arguments, list, Map.of(), method);
        }
        throw new Binding.RefusedException(Failure.of(
                Failure.Kind.INVALID_INPUT,
                "Expected the parameters of '" + method + "' in an array or an object, got "
                        + plain.getClass().getSimpleName()));
    }

    /** @param accepts the schema of the array of all parameters, instead of one for each; null for none */
    List<Object> violations(@Nullable JsonSchema accepts) {
        List<Object> violations = unknown();
        for (Argument argument : arguments) {
            if (isPassed(argument) && accepts == null) {
                violations.addAll(argument.input().violations(value(argument), "/" + key(argument)));
            } else if (!isPassed(argument) && argument.required()) {
                violations.add(Input.violation("/" + key(argument), "'" + argument.name() + "' is missing"));
            }
        }
        if (accepts != null && violations.isEmpty()) {
            return Input.asData(accepts.check(inOrder()), "");
        }
        return violations;
    }

    private List<Object> unknown() {
        List<Object> violations = new ArrayList<>();
        int passed = byPosition == null ? 0 : byPosition.size();
        for (int i = arguments.size(); i < passed; i++) {
            violations.add(Input.violation("/" + i, "'" + method + "' takes " + arguments.size() + " parameters"));
        }
        for (Object name : byName.keySet()) {
            if (arguments.stream().noneMatch(argument -> argument.name().equals(name))) {
                violations.add(Input.violation("/" + name, "'" + method + "' has no such parameter"));
            }
        }
        return violations;
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

    /** The Java value for a parameter, its default when it was not passed. */
    @Nullable
    Object bind(Argument argument) throws Binding.RefusedException {
        return argument.input().bind(value(argument), method);
    }

    private @Nullable Object value(Argument argument) {
        if (!isPassed(argument)) {
            return argument.otherwise();
        }
        return byPosition == null ? byName.get(argument.name()) : byPosition.get(argument.position());
    }

    private boolean isPassed(Argument argument) {
        return byPosition == null ? byName.containsKey(argument.name()) : argument.position() < byPosition.size();
    }

    private Object key(Argument argument) {
        return byPosition == null ? argument.name() : argument.position();
    }
}
