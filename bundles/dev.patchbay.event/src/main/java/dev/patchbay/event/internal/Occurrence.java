package dev.patchbay.event.internal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened, and nothing any bundle has made of it. */
record Occurrence(String name, Map<String, @Nullable Object> properties, Instant time, long seq, String role) {}
