package dev.patchbay.protocol.dispatcher.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of section {@code dispatcher}; names with a dash or an underscore are the original's. */
@ObjectClassDefinition(
        name = "Dispatcher",
        description = "The dispatcher's protocol and built-in services; without this section it opens nothing.")
public @interface DispatcherConfig {

    /** Where. */
    @AttributeDefinition(name = "Paths", description = "Where it answers; each begins with a slash.")
    String[] paths() default {"/socket", "/dispatcher/socket"};

    /** Port. */
    @AttributeDefinition(
            name = "WebSocket port",
            description = "TCP port on which it answers besides the node's own, when that is another; 0 for none.",
            min = "0",
            max = "65535")
    int websocket$_$port() default 5000;

    /** Read by the console. */
    @AttributeDefinition(
            name = "Frontend port",
            description = "TCP port of the debug pages; 0 for none.",
            min = "0",
            max = "65535")
    int frontend$_$port() default 8180;

    /** Demands TLS. */
    @AttributeDefinition(
            name = "TLS",
            description =
                    "Whether only connections with TLS are let in; tls-certificate and tls-keyfile are needed then.")
    boolean tls() default false;

    /** Tolerated. */
    @AttributeDefinition(
            name = "Certificate",
            description = "PEM file with the certificate chain; taken as tlsCertificatePath of section http.")
    String tls$_$certificate() default "";

    /** Read by the front door. */
    @AttributeDefinition(
            name = "Key",
            description = "PEM file with the private key; taken as tlsKeyPath of section http.")
    String tls$_$keyfile() default "";

    /** Tolerated. */
    @AttributeDefinition(name = "Logging", description = "The original's key; here section logging counts.")
    String logging() default "";

    /** Of the process. */
    @AttributeDefinition(name = "PID file", description = "File the node's process id is written to; empty for none.")
    String pidfile() default "";

    /** Read by the deployer. */
    @AttributeDefinition(name = "Plugin folders", description = "More folders whose bundles are installed.")
    String[] plugin$_$dirs() default {};

    /** Of tokens. */
    @AttributeDefinition(
            name = "Life of a token",
            description = "How long a token is good for without activity, in seconds; 0 for ever.",
            min = "0")
    long token__lifetime() default 600;

    /** Of streams. */
    @AttributeDefinition(name = "Fragment", description = "Items in one fragment of a streamed result.", min = "1")
    int streaming__burst__size() default 16;

    /** Who. */
    @AttributeDefinition(name = "Group", description = "Role a user must have to log in.")
    String group() default "admin";

    /** Services. */
    @AttributeDefinition(
            name = "Service login",
            description =
                    "Whether a program on this machine may log in as a service, which is asked for no password and"
                            + " may do everything; pages in a browser and what comes through a proxy never may.")
    boolean serviceLogin() default true;

    /** Debugging. */
    @AttributeDefinition(
            name = "Stack traces",
            description = "Whether an administrator is told the stack trace of what failed, in extra; nobody else is.")
    boolean stackTraces() default true;

    /** Early services. */
    @AttributeDefinition(
            name = "Automatic resume",
            description = "How long calls of a service wait for a client that never resumes one, in milliseconds.",
            min = "0")
    long autoResumeInMs() default 5_000;

    /** Browsers. */
    @AttributeDefinition(
            name = "Origins",
            description = "Web origins that may connect: 'same', '*', or origins such as https://example.org.")
    String[] origins() default {"*"};

    /** Limit. */
    @AttributeDefinition(name = "Largest message", description = "Taken from a client, in bytes.", min = "1")
    int maxMessageBytes() default 16 << 20;

    /** Limit. */
    @AttributeDefinition(name = "Most connections", description = "Open at one time; -1 for no limit.", min = "-1")
    int maxConnections() default -1;

    /** Limit. */
    @AttributeDefinition(
            name = "Most calls of a connection",
            description = "Running at one time, and as many streamed results besides; more are refused.",
            min = "1")
    int maxCalls() default 1_024;

    /** Limit. */
    @AttributeDefinition(
            name = "Idle time",
            description =
                    "A connection silent for so long, answers to pings included, is closed, in milliseconds; 0 for never.",
            min = "0")
    long idleTimeoutInMs() default 90_000;

    /** Keeps connections. */
    @AttributeDefinition(
            name = "Ping interval",
            description = "How often the server pings, in milliseconds; 0 for never.",
            min = "0")
    long pingIntervalInMs() default 30_000;
}
