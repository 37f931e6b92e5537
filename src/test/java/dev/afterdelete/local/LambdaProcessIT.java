package dev.afterdelete.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs a handler in Lambda's own runtime, laid out and started as there. */
class LambdaProcessIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void anEnvironmentAnswersOneEventAfterTheOther() {
        try (var function = LambdaProcess.start(echo())) {
            assertThat(invoke(function, "a", "b")).contains("m-0", "m-1");
            assertThat(invoke(function)).isEqualTo("{\"batchItemFailures\":[]}");
            assertThat(invoke(function, "ü 🍲")).contains("m-0");

            assertThat(function.output().await(line -> line.equals("body ü 🍲"), PATIENCE))
                    .isPresent();
        }
    }

    @Test
    void whatAHandlerThrowsReachesTheInvokerAndTheNextEventIsAnswered() {
        try (var function = LambdaProcess.start(echo())) {
            assertThatThrownBy(() -> invoke(function, "throw"))
                    .isInstanceOfSatisfying(
                            FunctionException.class,
                            error -> assertThat(error.type()).isEqualTo(IllegalStateException.class.getName()))
                    .hasMessageContaining("told to");
            assertThat(invoke(function, "again")).contains("m-0");
        }
    }

    @Test
    void anEventThatIsNoneReachesTheInvokerAsAnError() {
        try (var function = LambdaProcess.start(echo())) {
            assertThatThrownBy(() -> function.invoke("{\"Records\": 7}".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(FunctionException.class);
            assertThat(function.output().await(line -> line.contains("not the JSON of a"), PATIENCE))
                    .isPresent();
        }
    }

    @Test
    void aHandlerThatCannotBeLoadedFailsEveryEvent() {
        try (var function =
                LambdaProcess.start(FunctionConfiguration.of("dev.afterdelete.Missing", FunctionCode.deployed()))) {
            assertThatThrownBy(() -> invoke(function, "a"))
                    .isInstanceOf(FunctionException.class)
                    .hasMessageContaining("dev.afterdelete.Missing");
        }
    }

    @Test
    void anEnvironmentThatDiesFailsItsEventAndEveryLaterOne() {
        try (var function = LambdaProcess.start(echo())) {
            assertThatThrownBy(() -> invoke(function, "exit")).hasMessageContaining("exit status 7");
            assertThatThrownBy(() -> invoke(function, "hello")).hasMessageContaining("exit status 7");
        }
    }

    @Test
    void anEnvironmentThatRunsOutOfTimeIsKilled() {
        try (var function = LambdaProcess.start(echo().withTimeout(Duration.ofMillis(300)))) {
            assertThatThrownBy(() -> invoke(function, "sleep")).hasMessageContaining("within 300 ms");
            assertThat(function.handle().onExit().orTimeout(10, TimeUnit.SECONDS))
                    .succeedsWithin(PATIENCE);
        }
    }

    @Test
    void theContextTellsTheRequestAndTheTimeThatIsLeft() {
        try (var function = LambdaProcess.start(echo().withTimeout(Duration.ofSeconds(30)))) {
            invoke(function, "context");

            var line = function.output()
                    .await(found -> found.startsWith("context "), PATIENCE)
                    .orElseThrow();
            var words = line.split(" ", -1);
            assertThat(words[1]).hasSize(36);
            assertThat(Integer.parseInt(words[2])).isBetween(20_000, 30_000);
            assertThat(words[3]).endsWith(":function:EchoHandler");
        }
    }

    @Test
    void aFunctionSeesItsOwnEnvironmentAndLambdasAndNothingElse() {
        try (var function = LambdaProcess.start(echo().withEnvironment(Map.of("AFTERDELETE_MAX_ROWS", "7")))) {
            invoke(function, "environment");

            var line = function.output()
                    .await(found -> found.startsWith("environment "), PATIENCE)
                    .orElseThrow();
            assertThat(line).contains("AFTERDELETE_MAX_ROWS=7", "AWS_LAMBDA_FUNCTION_NAME=EchoHandler");
            assertThat(line).doesNotContain("HOME=");
        }
    }

    @Test
    void eachLineIsHandedOnAsItComes() {
        var lines = new ArrayList<String>();
        try (var function = LambdaProcess.start(echo(), lines::add)) {
            invoke(function, "log");
            assertThat(function.output().await("logged by EchoHandler"::equals, PATIENCE))
                    .isPresent();
        }
        assertThat(lines).contains("logged by EchoHandler");
    }

    @Test
    void closingEndsTheProcessAndRemovesItsTaskRoot() {
        var function = LambdaProcess.start(echo().withEnvironment(Map.of()));
        invoke(function, "environment");
        var line = function.output()
                .await(found -> found.startsWith("environment "), PATIENCE)
                .orElseThrow();
        var taskRoot = Path.of(line.replaceFirst(".*LAMBDA_TASK_ROOT=([^,}]+).*", "$1"));
        assertThat(taskRoot).exists();

        function.close();
        function.close();

        assertThat(function.handle().isAlive()).isFalse();
        assertThat(taskRoot).doesNotExist();
        assertThatThrownBy(() -> invoke(function, "hello")).isInstanceOf(FunctionException.class);
    }

    private static FunctionConfiguration echo() {
        return EchoHandler.configuration();
    }

    private static String invoke(LambdaFunction function, String... bodies) {
        return EchoHandler.invoke(function, bodies);
    }
}
