/** Jobs: from submission to their end, what they lock, and what is told about them. */
@NullMarked
package dev.patchbay.job.internal;

import org.jspecify.annotations.NullMarked;
