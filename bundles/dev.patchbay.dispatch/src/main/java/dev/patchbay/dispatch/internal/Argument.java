package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Catalog.ParameterDescription;
import dev.patchbay.json.JsonType;
import dev.patchbay.rpc.spi.Param;
import dev.patchbay.schema.Description;
import java.lang.reflect.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * A parameter a caller passes.
 *
 * @param required whether it must be passed
 */
record Argument(String name, int position, boolean required, String description, Input input) {

    static Argument of(Parameter parameter, int position) {
        Param named = parameter.getAnnotation(Param.class);
        Description described = parameter.getAnnotation(Description.class);
        return new Argument(
                named == null ? parameter.getName() : named.value(),
                position,
                !JsonType.isOptional(parameter.getType(), parameter, parameter.getAnnotatedType()),
                described == null ? "" : described.value(),
                Input.of(parameter.getParameterizedType(), parameter));
    }

    /** What the parameter is when it was not passed, as plain Java types. */
    @Nullable
    Object otherwise() {
        return input.schema().get("default");
    }

    ParameterDescription describe() {
        return new ParameterDescription(name, description, required, input.schema());
    }
}
