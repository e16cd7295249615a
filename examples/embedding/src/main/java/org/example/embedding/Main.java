package org.example.embedding;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.launcher.NodeException;
import dev.patchbay.launcher.PatchbayNode;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.session.User;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarFile;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/** A program with a node inside: offers an object of its own there, calls by name, runs until the node is stopped. */
public final class Main {

    private static final User PROGRAM = new User("program", "the program", Set.of());

    private Main() {}

    /** @param words the installation, the node's home and its settings file */
    public static void main(String[] words) throws Exception {
        Path installation = Path.of(words[0]);
        try (PatchbayNode node =
                node(installation, Path.of(words[1]), Path.of(words[2])).start()) {
            Guestbook guestbook = new Guestbook();
            offer(guestbook, node.context());
            Object count = call("guestbook.sign", List.of("the program"), node.context());
            System.out.println("guestbook.sign answered " + count);
            node.awaitStop();
            System.out.println("signed by " + guestbook.names());
        }
    }

    private static PatchbayNode node(Path installation, Path home, Path settings) throws IOException, NodeException {
        return PatchbayNode.builder()
                .installation(installation)
                .home(home)
                .settings(settings)
                .property(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, api(installation))
                .build();
    }

    /** All packages of the API: the node's bundles then take them from this program's class path. */
    private static String api(Path installation) throws IOException {
        try (JarFile jar =
                new JarFile(installation.resolve("lib/dev.patchbay.api.jar").toFile())) {
            return jar.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
        }
    }

    private static void offer(Guestbook guestbook, BundleContext context) {
        context.registerService(
                Provider.class, guestbook, FrameworkUtil.asDictionary(Map.of(ProviderName.PROPERTY, "guestbook")));
    }

    /** Calls a method the way everybody does, without the network in between. */
    private static Object call(String method, List<?> params, BundleContext context) throws Exception {
        Dispatcher dispatcher = context.getService(context.getServiceReference(Dispatcher.class));
        CompletableFuture<Object> answer = new CompletableFuture<>();
        dispatcher.call(Request.of(method, params, PROGRAM), new Reply() {
            @Override
            public void result(Object result) {
                answer.complete(result);
            }

            @Override
            public void failure(Failure failure) {
                answer.completeExceptionally(new IllegalStateException(failure.message()));
            }
        });
        return answer.get();
    }
}
