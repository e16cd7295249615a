package dev.patchbay.journal.internal;

import dev.patchbay.datastore.testing.PostgresServer;
import javax.sql.DataSource;
import org.junit.ClassRule;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;
import org.postgresql.ds.PGSimpleDataSource;

public class PostgresJournalTest extends JournalContract {

    private static final TemporaryFolder FILES = new TemporaryFolder();
    private static final PostgresServer SERVER = new PostgresServer(FILES);

    @ClassRule
    public static final RuleChain SERVER_RULES = RuleChain.outerRule(FILES).around(SERVER);

    @Override
    DataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(SERVER.url());
        return source;
    }
}
