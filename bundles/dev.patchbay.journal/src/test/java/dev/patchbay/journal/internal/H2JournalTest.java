package dev.patchbay.journal.internal;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.After;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

public class H2JournalTest extends JournalContract {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private JdbcConnectionPool pool;

    @Override
    DataSource source() {
        pool = JdbcConnectionPool.create(H2Urls.in(folder.getRoot().toPath()), "sa", "");
        return pool;
    }

    @After
    public void close() {
        pool.dispose();
    }
}
