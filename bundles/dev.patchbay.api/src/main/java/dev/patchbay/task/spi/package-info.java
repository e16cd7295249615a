/** What a task's author writes: one class with a name, a typed input and a typed result. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.task.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
