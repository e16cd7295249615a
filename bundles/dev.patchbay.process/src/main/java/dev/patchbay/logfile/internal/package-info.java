/** Log files that rotate and can be followed: those of processes, and those that other bundles open by name. */
@NullMarked
package dev.patchbay.logfile.internal;

import org.jspecify.annotations.NullMarked;
