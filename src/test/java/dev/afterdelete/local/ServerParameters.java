package dev.afterdelete.local;

import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Hands servers, and fresh databases on them, to the constructor and methods of a test class. */
final class ServerParameters implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ServerParameters.class);
    private static final Set<Class<?>> TYPES = Set.of(LocalDatabase.class, DatabaseServer.class, SqsClient.class);

    private final Servers servers;

    ServerParameters(Servers servers) {
        this.servers = servers;
    }

    /** A constructor's parameters belong to the one test that the instance is made for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext context) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        if (type == SqsClient.class) {
            return servers.sqs();
        }
        return type == LocalDatabase.class ? fresh(context) : servers.database();
    }

    /** One database for a test, whoever of it asks; the store drops it when the test is over. */
    private LocalDatabase fresh(ExtensionContext context) {
        return context.getStore(NAMESPACE).computeIfAbsent(LocalDatabase.class, _ -> create(), LocalDatabase.class);
    }

    private LocalDatabase create() {
        try {
            return servers.database().createFresh();
        } catch (SQLException e) {
            throw new ParameterResolutionException("no database on " + servers.name(), e);
        }
    }
}
