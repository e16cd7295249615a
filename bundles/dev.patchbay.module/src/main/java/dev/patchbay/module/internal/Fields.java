package dev.patchbay.module.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The values of an object in the settings, each of the type it has to have. */
final class Fields {

    private final Map<?, ?> values;

    /** @throws IllegalArgumentException when there is a key that is not one of these */
    Fields(Map<?, ?> values, Set<String> keys) {
        this.values = values;
        values.keySet().stream()
                .filter(key -> !keys.contains(String.valueOf(key)))
                .findFirst()
                .ifPresent(key -> {
                    throw wrong("there is no key '" + key + "', only " + String.join(", ", new TreeSet<>(keys)));
                });
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what);
    }

    boolean flag(String key) {
        Object value = values.get(key);
        if (value != null && !(value instanceof Boolean)) {
            throw wrong("its " + key + " has to be true or false");
        }
        return Boolean.TRUE.equals(value);
    }

    Optional<String> text(String key) {
        Object value = values.get(key);
        if (value != null && !(value instanceof String)) {
            throw wrong("its " + key + " has to be a text");
        }
        return Optional.ofNullable((String) value);
    }

    /** A list of at least one, the first of them not empty. */
    List<String> command(String key) {
        if (values.get(key) instanceof List<?> list
                && !list.isEmpty()
                && list.stream().allMatch(String.class::isInstance)
                && !"".equals(list.get(0))) {
            return list.stream().map(String.class::cast).toList();
        }
        throw wrong("its " + key + " has to be a list of texts, at least the program");
    }

    Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        Object value = values.get(key);
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> {
                if (!(each instanceof String text)) {
                    throw wrong("its " + key + " has to give " + name + " a text");
                }
                texts.put(String.valueOf(name), text);
            });
        } else if (value != null) {
            throw wrong("its " + key + " has to be an object of names and texts");
        }
        return texts;
    }

    /** 0 when it is not there. */
    long number(String key, long most) {
        Object value = values.get(key);
        if (value == null) {
            return 0;
        }
        if (value instanceof Long number && number >= 0 && number <= most) {
            return number;
        }
        throw wrong("its " + key + " has to be a whole number from 0 to " + most);
    }
}
