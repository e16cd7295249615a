package dev.patchbay.protocol.moduleserver.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeNoException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;

/** The client for Python: its own tests, and how it gets on with this server. */
public class PythonClientTest {

    private static final Path CLIENTS =
            Path.of("..", "..", "clients", "python").toAbsolutePath().normalize();

    private static final String PROGRAM = """
            import sys
            from patchbay_modules_client import Client, ServerError

            client = Client("127.0.0.1", int(sys.argv[1]), 20)

            def error_of(call, *args):
                try:
                    call(*args)
                except ServerError as error:
                    return error.traceback.split("\\n")[-1]

            assert client.ping()[0] == "127.0.0.1"
            assert client.help().startswith("Available modules: lamp, stage\\n\\n")
            assert client.get_modules() == ["lamp", "stage"]
            assert client.get_modules("la") == ["lamp"]
            assert client.com("lamp").endswith("lamp")
            values = ["\\u00fc \\U0001f389 +%&=", 5, -0.25, 1e20, 2**70, True, None, [[], {"a+b": {"%": [1]}}]]
            assert client.com("lamp", "echo", *values) == values
            text = '" % + ' * 50000
            assert client.com("lamp", "echo", text) == [text]
            assert error_of(client.com, "lamp", "fail") == "IllegalStateException: broken"
            assert error_of(client.com, "Lamp") == "ModuleServerError: Lamp does not exist (case matters)"
            assert client.reload("lamp") == 'Reloaded "lamp"'
            assert client.reload("") == "Reloaded config"
            assert error_of(client.reload, "x+y") == 'Failed to find module "x+y"'
            with client.connect("lamp") as lamp:
                for n in range(100):
                    assert lamp.call("echo", n) == [n]
            print("all is well")
            """;

    @Rule
    public final ServerRule server = new ServerRule();

    @Test
    public void itsOwnTestsPass() throws Exception {
        run("OK", "-m", "unittest", "test_patchbay_modules_client");
    }

    @Test
    public void itGetsOnWithThisServer() throws Exception {
        server.workers.add("lamp").with("echo", args -> args).with("fail", args -> {
            throw new IllegalStateException("broken");
        });
        server.workers.add("stage");
        run("all is well", "-c", PROGRAM, String.valueOf(server.address().getPort()));
    }

    private static void run(String sign, String... arguments) throws Exception {
        Process process = start(arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(output, process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(output, 0, process.exitValue());
        assertTrue(output, output.contains(sign));
    }

    private static Process start(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder("python3", "-B");
        builder.command().addAll(List.of(arguments));
        try {
            return builder.directory(CLIENTS.toFile()).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeNoException("These tests need python3 on the PATH", e);
            throw new AssertionError(e);
        }
    }
}
