import dev.patchbay.moduleserver.client.ModuleConnection;
import dev.patchbay.moduleserver.client.ModuleServerClient;
import dev.patchbay.moduleserver.client.ModuleServerException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a program does with the shipped client for Java: the port. */
class ModulesClient {

    public static void main(String[] args) throws Exception {
        ModuleServerClient client =
                new ModuleServerClient("127.0.0.1", Integer.parseInt(args[0]), Duration.ofSeconds(20));
        expect("127.0.0.1", client.ping().getHostString());
        expect(true, client.help().startsWith("Available modules: "));
        expect(true, client.modules().containsAll(List.of("lamp", "stage", "missing")));
        expect(List.of("lamp"), client.modules("la"));
        List<Object> values =
                Arrays.asList("ü🎉 +%&=", 5L, -0.25, 1e20, true, null, List.of(Map.of("a+b", List.of("%"))));
        expect(values, client.com("lamp", "echo", values));
        expect(List.of("127.0.0.1", "fly", values), client.com("stage", "fly", values.toArray()));
        String text = "\" % + ".repeat(50_000);
        expect(text, client.com("lamp", "echo", text));
        expect("ValueError: the bulb is broken", problem(() -> client.com("lamp", "fail")));
        expect("Failed to find module \"x+y\"", problem(() -> client.reload("x+y")));
        Object pid = client.com("lamp", "pid");
        expect("Reloaded \"lamp\"", client.reload("lamp"));
        expect(false, pid.equals(client.com("lamp", "pid")));
        try (ModuleConnection lamp = client.connect("lamp")) {
            for (long n = 0; n < 100; n++) {
                expect(n, lamp.call("echo", n));
            }
        }
        System.out.println("all is well");
    }

    private interface Attempt {
        Object make() throws Exception;
    }

    private static String problem(Attempt attempt) throws Exception {
        try {
            throw new AssertionError("did not fail: " + attempt.make());
        } catch (ModuleServerException e) {
            return e.problem();
        }
    }

    private static void expect(Object expected, Object got) {
        if (!expected.equals(got)) {
            throw new AssertionError("Expected " + expected + ", got " + got);
        }
    }
}
