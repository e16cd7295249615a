package dev.patchbay.session.jdbc;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.osgi.annotation.versioning.ProviderType;

/** The database that the settings of section {@code sessionStore} name. Thread-safe. */
@ProviderType
public interface Database {

    /**
     * Where connections of one's own come from; each is opened anew, and is to be closed by whoever asked for it.
     *
     * @throws SQLException when no driver for it is installed
     */
    DataSource dataSource() throws SQLException;

    /**
     * Closes the connections that look-ups of sessions keep open, so that the next look-up connects anew; those in use
     * are closed after it. Does not touch connections of {@link #dataSource}.
     */
    void reset();
}
