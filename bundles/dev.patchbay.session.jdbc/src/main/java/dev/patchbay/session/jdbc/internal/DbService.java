package dev.patchbay.session.jdbc.internal;

import dev.patchbay.naming.OriginalId;
import dev.patchbay.service.spi.HostedService;
import dev.patchbay.service.spi.ServiceName;
import dev.patchbay.service.spi.StandingService;
import dev.patchbay.session.jdbc.Database;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** The original's database service: keeps nothing itself, gives connections, and resets those of the session store. */
@ServiceName("db")
@OriginalId("zephserver.service.db_service/DbService")
@Component(
        service = {HostedService.class, Database.class},
        configurationPid = JdbcSessionStore.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class DbService extends StandingService implements Database {

    private final JdbcSessionStore store;

    @Activate
    public DbService(@Reference JdbcSessionStore store) {
        this.store = store;
    }

    @Override
    public DataSource dataSource() throws SQLException {
        return store.dataSource();
    }

    @Override
    public void reset() {
        store.reset();
    }
}
