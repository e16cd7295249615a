package dev.patchbay.settings.internal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What holds, defaults included, fit to be shown to an administrator. */
final class EffectiveSettings {

    private EffectiveSettings() {}

    /**
     * By section and key, both sorted; secrets masked.
     *
     * @param configured what is set, by PID and key
     */
    static Map<String, Map<String, Object>> of(SectionTypes types, Map<String, Map<String, Object>> configured) {
        Map<String, Map<String, Object>> sections = new TreeMap<>();
        types.all().stream()
                .filter(type -> SectionName.isOwn(type.pid()) && !type.isFactory())
                .forEach(type -> sections.put(type.name(), defaults(type)));
        configured.forEach((pid, values) -> overlay(sections, SectionName.of(pid), types, values));
        return sections;
    }

    private static void overlay(
            Map<String, Map<String, Object>> sections,
            SectionName name,
            SectionTypes types,
            Map<String, Object> values) {
        Optional<SectionType> type = types.find(name.pid());
        Map<String, Object> section = sections.computeIfAbsent(
                name.toString(), absent -> type.map(EffectiveSettings::defaults).orElseGet(TreeMap::new));
        values.forEach((key, value) -> section.put(key, shown(isSecret(type, key), value)));
    }

    private static boolean isSecret(Optional<SectionType> type, String key) {
        return type.flatMap(known -> known.attribute(key))
                .map(Attribute::isSecret)
                .orElseGet(() -> Secrets.isSecret(key));
    }

    private static Map<String, Object> defaults(SectionType type) {
        Map<String, Object> values = new TreeMap<>();
        for (Attribute attribute : type.attributes()) {
            attribute
                    .defaultValue()
                    .ifPresent(value -> values.put(attribute.key(), shown(attribute.isSecret(), value)));
        }
        return values;
    }

    private static Object shown(boolean isSecret, Object value) {
        return isSecret && !isEmpty(value) ? Secrets.MASK : PlainValues.of(value);
    }

    /** That nothing is set is no secret. */
    private static boolean isEmpty(Object value) {
        return value.equals("") || (value instanceof Object[] items && items.length == 0);
    }
}
