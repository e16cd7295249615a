package dev.patchbay.benchmarks.task;

import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Inserts rows into the node's database, each in a transaction of its own: what a journal can be compared with. */
@TaskName("bench.insert")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class InsertTask implements Task<InsertTask.Input, InsertTask.Inserted> {

    private final DataSource database;

    /**
     * What to insert.
     *
     * @param rows how many
     * @param threads on how many threads
     */
    public record Input(int rows, int threads) {}

    /**
     * What it gave.
     *
     * @param perSec rows a second
     */
    public record Inserted(long perSec) {}

    /** Made for each run. */
    @Activate
    public InsertTask(@Reference(target = "(patchbay.datastore.name=node)") DataSource database) {
        this.database = database;
    }

    @Override
    public Inserted run(Input input, TaskContext context) throws Exception {
        execute("CREATE TABLE IF NOT EXISTS bench (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text VARCHAR)");
        long begin = System.nanoTime();
        Workforce.work(input.threads(), input.rows(), this::insert);
        return new Inserted(SubmitTask.perSec(input.rows(), System.nanoTime() - begin));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int insert() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("INSERT INTO bench (text) VALUES (?)")) {
            statement.setString(1, "{\"name\":\"bench.nothing\",\"state\":\"CREATED\",\"args\":[],\"user\":\"bench\"}");
            return statement.executeUpdate();
        }
    }
}
