package dev.patchbay.protocol.shmooze.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of section {@code shmooze}; names with an underscore are the original's. */
@ObjectClassDefinition(
        name = "Shmooze",
        description = "shmooze's protocol: queue and pool over TCP, and the gateway over HTTP; without this section it"
                + " opens nothing.")
public @interface ShmoozeConfig {

    /** Who is where. */
    @AttributeDefinition(
            name = "Ports",
            description = "TCP port of each service, by name. On those of queue and pool this node answers; wsgi is a"
                    + " port of its own for the gateway; the others are services elsewhere on this machine, to which"
                    + " the gateway passes requests. Without it queue is 5580 and pool 5581.")
    String ports() default "";

    /** Where queue and pool listen. */
    @AttributeDefinition(
            name = "Host",
            description = "Address queue and pool listen on. One that is not loopback needs"
                    + " allowPublicWithoutAuthentication.")
    String host() default "127.0.0.1";

    /** Whether strangers may command. */
    @AttributeDefinition(
            name = "Public without authentication",
            description = "Allows a host that is not loopback although everybody could then use queue and pool.")
    boolean allowPublicWithoutAuthentication() default false;

    /** Where the gateway answers. */
    @AttributeDefinition(
            name = "Prefix of endpoints",
            description = "Put in front of the name of each service, so it begins and ends with a slash.")
    String wsgi__prefix() default "/";

    /** Where files are. */
    @AttributeDefinition(name = "Prefix of files", description = "URL path below which static files are.")
    String static__prefix() default "/static/";

    /** Which files. */
    @AttributeDefinition(
            name = "Folder of files",
            description = "Folder of the static files and of index.html, which is the page at /, relative to the node's"
                    + " home. Empty for the page that comes with Patchbay.")
    String static__path() default "";

    /** Patience. */
    @AttributeDefinition(
            name = "Time for an answer",
            description = "How long the gateway waits for a service, in milliseconds; then it answers 500.",
            min = "1")
    long answerInMs() default 10_000;

    /** Limit. */
    @AttributeDefinition(
            name = "Longest line",
            description = "Taken from a client over TCP, from a service, and as body of a request, in bytes.",
            min = "1")
    int maxLineBytes() default 16 << 20;

    /** Limit. */
    @AttributeDefinition(
            name = "Most connections",
            description = "Open at one time, for each of queue and pool; 0 for no limit.",
            min = "0")
    int maxConnections() default 0;

    /** Reuse. */
    @AttributeDefinition(
            name = "Kept connections",
            description = "How many idle connections to each service elsewhere are kept for the next requests; 0 for a"
                    + " new one each time, which a service that serves one connection after the other needs.",
            min = "0")
    int keptConnections() default 8;

    /** More than queue and pool. */
    @AttributeDefinition(
            name = "Providers",
            description =
                    "Whether the gateway also answers for each provider of this node, at the prefix and its name.")
    boolean providers() default true;
}
