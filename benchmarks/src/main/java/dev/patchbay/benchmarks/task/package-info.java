/** The tasks a node is measured with; packed into a bundle of their own when a program needs it. */
@NullMarked
package dev.patchbay.benchmarks.task;

import org.jspecify.annotations.NullMarked;
