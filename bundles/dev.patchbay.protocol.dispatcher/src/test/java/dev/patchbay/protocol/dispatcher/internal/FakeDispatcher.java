package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.Catalog;
import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.Request.Rule;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.dispatch.TaskStep;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RemoteProvider;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.rpc.spi.WithoutSignIn;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Finds providers as services and calls their methods, each call on a thread of its own. */
final class FakeDispatcher implements Dispatcher {

    private final BundleContext context;
    private final Executor threads;
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile Catalog catalog = new Catalog(List.of(), List.of());

    FakeDispatcher(BundleContext context, Executor threads) {
        this.context = context;
        this.threads = threads;
    }

    void describes(Catalog everything) {
        catalog = everything;
    }

    /** What was asked for, oldest first. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public RunningCall call(Request request, Reply reply) {
        requests.add(request);
        FakeCall call = new FakeCall(request, reply, threads);
        String service = PublishedServices.serviceOf(request.name());
        String method = request.name().substring(service.length() + 1);
        Optional<Object> provider = find(service);
        if (provider.isEmpty()) {
            call.fail(Failure.Kind.UNKNOWN_NAME, "There is no provider '" + service + "' here");
        } else if (provider.get() instanceof RemoteProvider remote) {
            threads.execute(() -> call.goesOnAs(remote.call(request, call)));
        } else {
            start(provider.get(), method, request, call);
        }
        return call;
    }

    private void start(Object provider, String method, Request request, FakeCall call) {
        Optional<Method> found = Arrays.stream(provider.getClass().getMethods())
                .filter(each -> method.equals(name(each)))
                .findFirst();
        boolean needsLogin = request.rules().contains(Rule.SIGNED_IN)
                && request.user().isAnonymous()
                && found.filter(each -> each.isAnnotationPresent(WithoutSignIn.class))
                        .isEmpty();
        if (found.isEmpty()) {
            call.fail(Failure.Kind.UNKNOWN_NAME, "The provider has no method '" + method + "'");
        } else if (needsLogin) {
            call.fail(Failure.Kind.NOT_SIGNED_IN, "Sign in first");
        } else {
            threads.execute(() -> call.invoke(provider, found.get()));
        }
    }

    private static String name(Method method) {
        RpcMethod marked = method.getAnnotation(RpcMethod.class);
        return marked == null ? "" : marked.value().isEmpty() ? method.getName() : marked.value();
    }

    /** The service ranked highest. */
    private Optional<Object> find(String name) {
        try {
            List<ServiceReference<?>> found = new ArrayList<>();
            for (Class<?> type : List.of(Provider.class, RemoteProvider.class)) {
                ServiceReference<?>[] references =
                        context.getServiceReferences(type.getName(), "(" + ProviderName.PROPERTY + "=" + name + ")");
                found.addAll(references == null ? List.of() : List.of(references));
            }
            return highest(found).map(reference -> context.getService(reference));
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<ServiceReference<?>> highest(Collection<ServiceReference<?>> references) {
        return references.stream().max(Comparator.naturalOrder());
    }

    @Override
    public RunningCall run(Request request, Reply reply) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RunningCall perform(Request request, TaskStep step, Reply reply) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }
}
