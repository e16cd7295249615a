/**
 * What runs in a Java process of its own, and the words it has with the node: JSON texts over standard input and output,
 * framed as RFC 7464 frames them.
 */
@NullMarked
package dev.patchbay.job.worker;

import org.jspecify.annotations.NullMarked;
