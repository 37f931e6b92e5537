package dev.afterdelete.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.FunctionCode;
import dev.afterdelete.local.FunctionConfiguration;
import dev.afterdelete.local.FunctionException;
import dev.afterdelete.local.LambdaProcess;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the handlers in Lambda's own runtime client as SnapStart does: hooks, snapshot, restore. */
class SnapStartIT {
    @ParameterizedTest
    @ValueSource(classes = {CleanupHandler.class, ApiHandler.class, SweepHandler.class})
    void aFunctionIsPrimedBeforeItsSnapshotAndOpensNothing(Class<?> handler) {
        var configuration = FunctionConfiguration.of(handler.getName(), FunctionCode.deployed())
                .withJvmOptions("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac", "-Xlog:class+load")
                .withEnvironment(Map.of(
                        "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start",
                        "AFTERDELETE_DB_URL", "jdbc:mysql://127.0.0.1:1/recipes",
                        "AFTERDELETE_DB_USER", "nobody",
                        "AFTERDELETE_DB_PASSWORD", "nothing"));
        try (var function = LambdaProcess.start(configuration)) {
            var answer = answer(function, handler);

            assertThat(answer).isNotEmpty();
            assertThat(function.output().all())
                    .anyMatch(line -> line.contains("dev.afterdelete.Rehearsal$EmptyDatabase"))
                    .anyMatch(line -> line.contains("com.mysql.cj.protocol.a.NativeProtocol "))
                    .noneMatch(line -> line.contains("priming failed"))
                    .noneMatch(line -> line.contains("software.amazon.awssdk.services"));
        }
    }

    /** Of an event that needs no database. */
    private static String answer(LambdaProcess function, Class<?> handler) {
        var event = handler == ApiHandler.class
                ? "{\"rawPath\": \"/nothing\", \"requestContext\": {\"http\": {\"method\": \"DELETE\"}}}"
                : "{\"Records\": []}";
        try {
            return new String(function.invoke(event.getBytes(UTF_8)), UTF_8);
        } catch (FunctionException withoutDatabase) {
            return withoutDatabase.toString();
        }
    }
}
