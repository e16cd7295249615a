/** The supervisor: starting, watching, ending whole process trees, and the log of what they write. */
@NullMarked
package dev.patchbay.process.internal;

import org.jspecify.annotations.NullMarked;
