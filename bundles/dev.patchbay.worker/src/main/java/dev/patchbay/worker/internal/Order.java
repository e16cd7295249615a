package dev.patchbay.worker.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of a module.
 *
 * @param client its address
 * @param function null for the help text
 */
record Order(String client, @Nullable String function, List<@Nullable Object> args) {}
