/** The programs, one for each group of figures. */
@NullMarked
package dev.patchbay.benchmarks.program;

import org.jspecify.annotations.NullMarked;
