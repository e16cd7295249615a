package dev.patchbay.dvbcss;

import java.util.function.UnaryOperator;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is on, as a service: the state that the clients of CSS-CII see. Timelines are served for the content id that it
 * has. Thread-safe; nothing here waits for a client.
 */
@ProviderType
public interface ContentInformation {

    /** The state of the moment, {@code {{host}}} and {@code {{port}}} as they were given. */
    CiiMessage state();

    /**
     * Changes the state; clients that connect from now on see it, the others when {@link #updateClients} is called.
     *
     * @param change called once or more often, must do nothing but compute
     */
    void change(UnaryOperator<CiiMessage> change);

    /** Tells every client what changed for it since it was told last; says nothing to whom nothing changed. */
    default void updateClients() {
        updateClients(true, false);
    }

    /**
     * Tells every client.
     *
     * @param onlyDifferences whether what a client knows already is left out; a new content id always comes with its
     *     status
     * @param evenIfEmpty whether an empty message is sent to whom there is nothing to say
     */
    void updateClients(boolean onlyDifferences, boolean evenIfEmpty);
}
