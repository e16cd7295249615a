/** What a program implements that has timelines to offer, and the usual implementations. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.dvbcss.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
