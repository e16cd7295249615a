package dev.patchbay.protocol.moduleserver.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of section {@code moduleserver}. */
@ObjectClassDefinition(
        name = "ModuleServer",
        description =
                "ModuleServer's protocol: its clients call the configured modules over TCP; without this section it"
                        + " opens nothing.")
public @interface ModuleServerConfig {

    /** Where. */
    @AttributeDefinition(
            name = "Host",
            description = "Address or name to listen on. One that is not loopback needs"
                    + " allowPublicWithoutAuthentication.")
    String host() default "127.0.0.1";

    /** Where. */
    @AttributeDefinition(
            name = "Port",
            description = "TCP port to listen on; 0 for a free one.",
            min = "0",
            max = "65535")
    int port() default 36_577;

    /** Whether strangers may command. */
    @AttributeDefinition(
            name = "Public without authentication",
            description = "Allows a host that is not loopback although everybody could then call and reload modules.")
    boolean allowPublicWithoutAuthentication() default false;

    /** Patience. */
    @AttributeDefinition(
            name = "Time for the hello",
            description = "How long a client may take for its first line, in milliseconds; then it gets an error.",
            min = "1")
    long helloInMs() default 1_000;

    /** Patience. */
    @AttributeDefinition(
            name = "Time for a request",
            description = "How long a client may take for a request once the module is its, in milliseconds; then the"
                    + " connection is closed. So an idle connection is kept alive that long.",
            min = "1")
    long requestInMs() default 1_000;

    /** Limit. */
    @AttributeDefinition(
            name = "Most connections",
            description = "Open at one time; further ones are closed at once. 0 for no limit.",
            min = "0")
    int maxConnections() default 10_000;

    /** Limit. */
    @AttributeDefinition(
            name = "Longest line",
            description = "Taken from a client, in bytes; a longer one ends its connection.",
            min = "1")
    int maxLineBytes() default 16 << 20;
}
