package dev.patchbay.settings.internal;

import java.util.Map;

/**
 * A section that may be applied.
 *
 * @param section as it stands in the file
 * @param properties its keys and values in the types Configuration Admin stores
 */
record CheckedSection(Section section, Map<String, Object> properties) {}
