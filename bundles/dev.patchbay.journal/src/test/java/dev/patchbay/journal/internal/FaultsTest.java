package dev.patchbay.journal.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.job.JobState;
import dev.patchbay.job.spi.JournalException;
import dev.patchbay.rpc.CallException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A database that cannot be reached for a while. */
public class FaultsTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final AtomicReference<SQLException> fault = new AtomicReference<>();
    private final AtomicInteger connections = new AtomicInteger();
    private JdbcConnectionPool pool;
    private JournalDatabase database;

    @After
    public void close() {
        database.deactivate();
        pool.dispose();
    }

    private void open() {
        pool = JdbcConnectionPool.create(H2Urls.in(folder.getRoot().toPath()), "sa", "");
        DataSource source = (DataSource) Proxy.newProxyInstance(
                FaultsTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    connections.incrementAndGet();
                    SQLException failure = fault.get();
                    if (failure != null) {
                        throw failure;
                    }
                    return pool.getConnection();
                });
        database = new JournalDatabase(source, "1", new Settings(), InstantSource.system());
    }

    @Test
    public void nothingIsOpenedBeforeItIsNeeded() {
        open();
        new SqlJournal(database);
        new SqlSessionLog(database);
        assertEquals(0, connections.get());
    }

    @Test
    public void aFailureIsToldAndTheNextUseTriesAgain() throws Exception {
        open();
        SqlJournal journal = new SqlJournal(database);
        SqlSessionLog log = new SqlSessionLog(database);
        fault.set(new SQLException("the disk is full"));
        for (int i = 0; i < 2; i++) {
            JournalException failure =
                    assertThrows(JournalException.class, () -> journal.append(TestJobs.job("x", JobState.CREATED)));
            assertTrue(failure.getMessage(), failure.getMessage().contains("the disk is full"));
            assertThrows(JournalException.class, () -> journal.find(1));
            assertThrows(JournalException.class, () -> journal.query(null, null));
            assertThrows(CallException.class, () -> log.open("ann", null, "a"));
            assertThrows(CallException.class, () -> log.query(null, Map.of("single", true)));
            log.close(1);
        }
        fault.set(null);
        assertEquals(1, journal.append(TestJobs.job("x", JobState.CREATED)).id());
        fault.set(new SQLException("the disk is full again"));
        assertThrows(JournalException.class, () -> journal.append(TestJobs.job("x", JobState.CREATED)));
        fault.set(null);
        assertEquals(2, journal.append(TestJobs.job("x", JobState.CREATED)).id());
    }

    @Test
    public void afterTheEndItSaysSo() {
        open();
        SqlJournal journal = new SqlJournal(database);
        database.deactivate();
        JournalException failure =
                assertThrows(JournalException.class, () -> journal.append(TestJobs.job("x", JobState.CREATED)));
        assertTrue(failure.getMessage(), failure.getMessage().contains("closed"));
    }
}
