/** What the host hands to a provider method, and the failure a method may answer with. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.rpc;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
