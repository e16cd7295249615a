package dev.patchbay.session.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of section {@code session}. */
@ObjectClassDefinition(name = "Sessions", description = "Who is behind a message that carries a session id.")
public @interface SessionSettings {

    /** Where the session id of a message comes from. */
    @AttributeDefinition(
            name = "Same domain",
            description = "Whether the cookie 'sessionid' of the connection is the session id; without such a cookie,"
                    + " and when this is false, it is the one in the message.")
    boolean sameDomain() default true;

    /** Sessions that are always there. */
    @AttributeDefinition(
            name = "Sessions",
            description = "Sessions that are always there, for tests and closed networks: an object of"
                    + " {\"id\", \"username\", \"roles\"} by session id.",
            type = AttributeType.PASSWORD)
    String sessions() default "{}";
}
