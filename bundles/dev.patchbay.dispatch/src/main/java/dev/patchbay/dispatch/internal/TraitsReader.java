package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Catalog.Traits;
import dev.patchbay.job.spi.Abortable;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.rpc.spi.WithoutSignIn;
import dev.patchbay.schema.Metadata;
import dev.patchbay.schema.Private;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the traits of tasks and methods from what is written on their classes. */
final class TraitsReader {

    private TraitsReader() {}

    static Traits ofTask(Class<?> type) {
        return new Traits(isPrivate(type), false, Abortable.class.isAssignableFrom(type), metadata(type));
    }

    /** What stands on the provider's class holds for each of its methods; the method's own metadata wins. */
    static Traits ofMethod(Class<?> provider, Method method) {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>(metadata(provider));
        metadata.putAll(metadata(method));
        return new Traits(
                isPrivate(provider) || isPrivate(method),
                method.isAnnotationPresent(WithoutSignIn.class),
                false,
                metadata);
    }

    private static boolean isPrivate(AnnotatedElement element) {
        return element.isAnnotationPresent(Private.class);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> metadata(AnnotatedElement element) {
        Metadata literal = element.getAnnotation(Metadata.class);
        if (literal == null) {
            return Map.of();
        }
        try {
            if (Json.parse(literal.value()) instanceof Map<?, ?> map) {
                return (Map<String, @Nullable Object>) map;
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException("On " + element + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("Expected @Metadata with a JSON object on " + element + ", such as"
                + " {\"icon\": \"disk\"}, got " + literal.value());
    }
}
