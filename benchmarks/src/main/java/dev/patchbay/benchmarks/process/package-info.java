/** The processes that are measured: how they are started, and what they use. */
@NullMarked
package dev.patchbay.benchmarks.process;

import org.jspecify.annotations.NullMarked;
