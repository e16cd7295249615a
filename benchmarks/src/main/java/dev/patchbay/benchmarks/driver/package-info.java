/** A load generator for WebSocket servers that costs less than what it loads. */
@NullMarked
package dev.patchbay.benchmarks.driver;

import org.jspecify.annotations.NullMarked;
