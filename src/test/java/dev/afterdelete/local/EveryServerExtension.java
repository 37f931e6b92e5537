package dev.afterdelete.local;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** Finds the servers that {@link OnEveryServer} runs a test class on. */
final class EveryServerExtension implements ClassTemplateInvocationContextProvider {
    private static final Namespace NAMESPACE = Namespace.create(EveryServerExtension.class);

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        var chosen = new ArrayList<ClassTemplateInvocationContext>();
        for (var kind : ServerKind.chosenFor(context.getRequiredTestClass())) {
            if (!kind.needsDocker() || DockerPresence.here().admits(context.getDisplayName(), System.out)) {
                chosen.add(new On(shared(context, kind)));
            }
        }
        return chosen.stream();
    }

    /** Where only some servers were asked for, a class may run on none of them. */
    @Override
    public boolean mayReturnZeroClassTemplateInvocationContexts(ExtensionContext context) {
        return ServerKind.areChosen();
    }

    private static Servers shared(ExtensionContext context, ServerKind kind) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(kind, _ -> kind.servers(), Servers.class);
    }

    private record On(Servers servers) implements ClassTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return "on " + servers.name();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new ServerParameters(servers));
        }
    }
}
