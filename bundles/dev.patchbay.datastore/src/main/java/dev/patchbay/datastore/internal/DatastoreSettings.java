package dev.patchbay.datastore.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of section {@code datastore}. */
@ObjectClassDefinition(name = "Datastore", description = "The node's database: jobs, sessions, and what plugins keep.")
public @interface DatastoreSettings {

    /** Which database. */
    @AttributeDefinition(
            name = "Driver",
            description = "h2 for a file in the node's home, or postgresql. mongodb is accepted, and h2 used instead.")
    String driver() default "h2";

    /** Where it is. */
    @AttributeDefinition(
            name = "DSN",
            description = "postgresql://user:password@host:port/database, or the JDBC URL of the driver; empty for the"
                    + " H2 file data/patchbay in the node's home. It may hold a password.",
            type = AttributeType.PASSWORD)
    String dsn() default "";

    /** Who connects. */
    @AttributeDefinition(
            name = "User",
            description = "Who connects; empty for the one in the DSN, without one sa (H2) or patchbay (PostgreSQL).")
    String user() default "";

    /** The password of who connects. */
    @AttributeDefinition(
            name = "Password",
            description = "The password of who connects; empty for the one in the DSN, or none.",
            type = AttributeType.PASSWORD)
    String password() default "";

    /** How many connections there are. */
    @AttributeDefinition(
            name = "Most connections",
            description = "Connections open at one time, at most.",
            min = "2",
            max = "1000")
    int maxConnections() default 8;

    /** How long a connection is waited for. */
    @AttributeDefinition(
            name = "Connection timeout",
            description = "How long a connection is waited for, in milliseconds; then the attempt has failed.",
            min = "250")
    int connectTimeoutInMs() default 5_000;

    /** How long the database may be silent. */
    @AttributeDefinition(
            name = "Answer timeout",
            description = "How long a PostgreSQL server may take to answer a statement, in milliseconds; then the"
                    + " connection counts as lost.",
            min = "1000")
    int answerTimeoutInMs() default 30_000;

    /** From which size on the file is made smaller. */
    @AttributeDefinition(
            name = "Compact above",
            description = "A file data/patchbay above this size, in MB, of which little is used, is closed for a moment"
                    + " and opened again without the rest, when nobody writes or it has twice the size; 0 for never.",
            min = "0",
            max = "1000000")
    int compactAboveInMb() default 512;
}
