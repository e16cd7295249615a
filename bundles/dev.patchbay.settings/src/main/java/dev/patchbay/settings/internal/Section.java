package dev.patchbay.settings.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One section as it stands in the file.
 *
 * @param title the name as it is written
 * @param name the configuration it stands for
 * @param values its keys and values, plain Java types, in the file's order
 */
record Section(String title, SectionName name, Map<String, @Nullable Object> values) {}
