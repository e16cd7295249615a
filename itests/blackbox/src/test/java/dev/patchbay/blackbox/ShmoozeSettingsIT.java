package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonParser;
import dev.patchbay.testing.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** A node that is given its settings as the original is: by {@code SHMOOZE_SETTINGS}, with variables in its paths. */
public class ShmoozeSettingsIT {

    @Test
    public void theFileIsFoundByTheVariableAndOnlyItsPathsAreExpanded() throws Exception {
        Path home = NodeProcess.newHome();
        Path other = NodeProcess.newHome();
        Files.writeString(Files.createDirectory(other.resolve("pages")).resolve("index.html"), "<h1>Hall</h1>");
        int port = FreePorts.next();
        int queuePort = FreePorts.next();
        Path settings = Files.writeString(other.resolve("shmooze.json"), """
                        {
                          "public": ["ports", "name", "music_path", "lost_path", "shelf", "ghost"],
                          "ports": {"queue": %d},
                          "static_prefix": "/files/",
                          "static_path": "$HOME/pages",
                          "log_database_path": "${HOME}/log.sqlite",
                          "name": "$PAGES of $HOME",
                          "music_path": "${PAGES}/music",
                          "lost_path": "$NOWHERE_TO_BE_FOUND/music",
                          "shelf": {"book": "$HOME", "deep": {"book_path": "$HOME"}},
                          "secret": "not for the public",
                          "http": {"port": %d},
                          "module": {"types": {"missing": ["/no/such/program"]}}
                        }
                        """.formatted(queuePort, port));
        Map<String, String> environment = Map.of(
                "SHMOOZE_SETTINGS",
                settings.toString(),
                "PATCHBAY_SETTINGS",
                "",
                "HOME",
                other.toString(),
                "PAGES",
                "/srv/pages");
        String script = NodeProcess.INSTALLATION.resolve("bin/patchbay").toString();
        NodeProcess node =
                NodeProcess.launch(home, port, List.of(script, "run", "--home", home.toString()), environment);
        try (node) {
            node.awaitListening();
            assertEquals(
                    JsonParser.parseString("""
                            {
                              "ports": {"queue": %d},
                              "name": "$PAGES of $HOME",
                              "music_path": "/srv/pages/music",
                              "lost_path": "$NOWHERE_TO_BE_FOUND/music",
                              "shelf": {"book": "$HOME", "deep": {"book_path": "$HOME"}},
                              "ghost": null
                            }
                            """.formatted(queuePort)),
                    JsonParser.parseString(get(port, "/settings.json")));
            assertFalse(get(port, "/settings.json").contains("secret"));
            assertEquals("<h1>Hall</h1>", get(port, "/"));
            assertEquals("<h1>Hall</h1>", get(port, "/files/index.html"));
            try (LineClient queue = new LineClient(queuePort)) {
                assertTrue(queue.error("add", "{\"type\": \"missing\"}").contains("/no/such/program"));
            }
        }
        assertTrue("written at the latest when it stops", Files.exists(other.resolve("log.sqlite")));
    }

    private static String get(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
