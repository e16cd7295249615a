package dev.patchbay.protocol.moduleserver.internal;

import dev.patchbay.line.LineSettings;

/**
 * The settings as the parts of this bundle want them. Immutable.
 *
 * @param isPublicAllowed whether the host may be one that is not loopback
 * @param helloInMs how long a client may take for its hello, in milliseconds
 * @param requestInMs how long a client may take for a request, in milliseconds
 */
record ModuleServerSettings(LineSettings lines, boolean isPublicAllowed, long helloInMs, long requestInMs) {

    static ModuleServerSettings of(ModuleServerConfig config) {
        return new ModuleServerSettings(
                LineSettings.at(config.host(), config.port())
                        .withMaxConnections(config.maxConnections())
                        .withMaxLineBytes(config.maxLineBytes()),
                config.allowPublicWithoutAuthentication(),
                config.helloInMs(),
                config.requestInMs());
    }
}
