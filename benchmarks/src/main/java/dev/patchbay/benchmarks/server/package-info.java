/** What a node is measured against; each is a program of its own. */
@NullMarked
package dev.patchbay.benchmarks.server;

import org.jspecify.annotations.NullMarked;
