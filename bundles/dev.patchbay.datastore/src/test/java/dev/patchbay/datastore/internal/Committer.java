package dev.patchbay.datastore.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;

/** Commits numbers on the node of a folder, and prints each when that was acknowledged, until it is killed. */
public final class Committer {

    private Committer() {}

    public static void main(String[] arguments) throws Exception {
        NodeDatabase database = new NodeDatabase(TestNode.context(Path.of(arguments[0])), new Settings());
        database.addDriver(TestNode.H2, TestNode.driver("org.h2.Driver"));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS number (n BIGINT PRIMARY KEY)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO number VALUES (?)")) {
                for (long n = Long.parseLong(arguments[1]); ; n++) {
                    insert.setLong(1, n);
                    insert.executeUpdate();
                    System.out.println(n);
                }
            }
        }
    }
}
