/** shmooze's protocol: lines of JSON over TCP become calls, and so do requests to its gateway over HTTP. */
@Header(
        name = "Patchbay-Original-Settings",
        value = "ports=shmooze/ports, wsgi_prefix=shmooze/wsgi_prefix, static_prefix=shmooze/static_prefix,"
                + " static_path=shmooze/static_path")
@NullMarked
package dev.patchbay.protocol.shmooze.internal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Header;
