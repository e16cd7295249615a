/** Programs that measure a node beside its peers and print ratios. */
@NullMarked
package dev.patchbay.benchmarks;

import org.jspecify.annotations.NullMarked;
