package dev.patchbay.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The module queue or the module pool of a node. Each method but the simplest calls the node, and waits. */
final class RemoteModules {

    static final String QUEUE = "queue";
    static final String POOL = "pool";

    private final String name;
    private final JsonRpcClient client;

    /** @param name {@link #QUEUE} or {@link #POOL} */
    RemoteModules(String name, JsonRpcClient client) {
        this.name = name;
        this.client = client;
    }

    /** Calls one of its methods. */
    @Nullable
    Object call(String method, Map<String, ?> params) throws IOException, InterruptedException, CallFailedException {
        return client.await(name + "." + method, params);
    }

    /** The modules in their order, without the background. */
    List<RemoteModule> list(Map<String, List<String>> parameters)
            throws IOException, InterruptedException, CallFailedException {
        return RemoteModule.listOf(told(parameters));
    }

    /** As the node tells them. @param parameters names by type of module: which to tell */
    @Nullable
    Object told(Map<String, List<String>> parameters) throws IOException, InterruptedException, CallFailedException {
        return call(name, parameters.isEmpty() ? Map.of() : Map.of("parameters", parameters));
    }

    /** The names of parameters for each type that is in, as {@link #told} takes them. */
    Map<String, List<String>> ofAllTypes(List<String> names)
            throws IOException, InterruptedException, CallFailedException {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (!names.isEmpty()) {
            list(Map.of()).forEach(module -> parameters.put(module.type(), names));
        }
        return parameters;
    }

    /** The background; null without one, and for the pool. */
    @Nullable
    RemoteModule background() throws IOException, InterruptedException, CallFailedException {
        return name.equals(QUEUE) ? RemoteModule.of(call("bg", Map.of()), true) : null;
    }

    /** The uids that begin so, each once. */
    List<String> uids(List<String> beginnings)
            throws IOException, InterruptedException, CallFailedException, NoSuchModuleException {
        List<RemoteModule> all = all();
        Set<String> uids = new HashSet<>();
        List<String> found = new ArrayList<>();
        for (String beginning : beginnings) {
            String uid = find(all, beginning).uid();
            if (uids.add(uid)) {
                found.add(uid);
            }
        }
        return found;
    }

    /** The module whose uid begins so; the background is one of them. */
    RemoteModule find(String beginning)
            throws IOException, InterruptedException, CallFailedException, NoSuchModuleException {
        return find(all(), beginning);
    }

    private List<RemoteModule> all() throws IOException, InterruptedException, CallFailedException {
        List<RemoteModule> all = new ArrayList<>(list(Map.of()));
        RemoteModule background = background();
        if (background != null) {
            all.add(background);
        }
        return all;
    }

    private RemoteModule find(List<RemoteModule> all, String beginning) throws NoSuchModuleException {
        List<RemoteModule> found = all.stream()
                .filter(module -> !beginning.isEmpty() && module.uid().startsWith(beginning))
                .toList();
        for (RemoteModule module : found) {
            if (found.size() == 1 || module.uid().equals(beginning)) {
                return module;
            }
        }
        throw new NoSuchModuleException(
                found.isEmpty()
                        ? "Expected the uid of a module in the " + name + ", or how one begins, got '" + beginning
                                + "'; 'patchbay " + name + " list' shows them"
                        : "Expected how one module's uid begins, got '" + beginning + "', as those of " + uidsOf(found)
                                + " do; type more of it");
    }

    private static String uidsOf(List<RemoteModule> modules) {
        return modules.stream().map(RemoteModule::uid).collect(Collectors.joining(", "));
    }
}
