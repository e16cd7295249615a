package dev.patchbay.blackbox;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;

/** A row of a table of the command log, as another program reads it. */
record LoggedRow(String namespace, String uid, String timestamp, JsonElement input, JsonElement output) {

    private static final String LOOK = """
            import json, sqlite3, sys
            file, table, word = sys.argv[1:]
            columns = 'namespace, uid, timestamp, input_json, output_json'
            for row in sqlite3.connect(file).execute('select %s from %s order by pk' % (columns, table)):
                if any(word in (text or '') for text in row): print(json.dumps(row))
            """;

    /** Those in which a word occurs, in order. @param word may be empty */
    static List<LoggedRow> about(Path file, String table, String word) throws Exception {
        NodeProcess.Outcome rows = NodeProcess.outcome(List.of("python3", "-c", LOOK, file.toString(), table, word));
        return rows.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonArray())
                .map(row -> new LoggedRow(
                        row.get(0).getAsString(),
                        row.get(1).isJsonNull() ? null : row.get(1).getAsString(),
                        row.get(2).getAsString(),
                        JsonParser.parseString(row.get(3).getAsString()),
                        JsonParser.parseString(row.get(4).getAsString())))
                .toList();
    }

    /** Who said it, and the command. */
    String brief() {
        return namespace + " " + input.getAsJsonObject().get("cmd").getAsString();
    }

    boolean is(String said, String cmd) {
        return brief().equals(said + " " + cmd);
    }

    boolean isOfAClient() {
        return namespace.startsWith("client-");
    }
}
