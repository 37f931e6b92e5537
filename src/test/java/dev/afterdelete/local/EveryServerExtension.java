package dev.afterdelete.local;

import java.util.List;
import java.util.function.Supplier;
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
        var embedded = new On(shared(context, "embedded", Servers::embedded));
        if (DockerPresence.here().admits(context.getDisplayName(), System.out)) {
            return Stream.of(embedded, new On(shared(context, "containers", Servers::containers)));
        }
        return Stream.of(embedded);
    }

    private static Servers shared(ExtensionContext context, String key, Supplier<Servers> make) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(key, _ -> make.get(), Servers.class);
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
