package dev.afterdelete.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What Lambda knows about a function.
 *
 * @param handler the class whose instance answers
 * @param code jars, and directories of classes, of the function and of the libraries it ships with; or one directory
 *     that is laid out as Lambda's {@code /var/task}
 * @param environment its environment variables; nothing of this process's own is handed on
 * @param timeout how long one event may take
 * @param memoryMegabytes of the environment; the heap gets the share that Lambda gives it
 * @param jvmOptions further options of its JVM
 */
public record FunctionConfiguration(
        String handler,
        List<Path> code,
        Map<String, String> environment,
        Duration timeout,
        int memoryMegabytes,
        List<String> jvmOptions) {
    public FunctionConfiguration {
        code = List.copyOf(code);
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** A function with nothing in its environment, 60 s and 512 MB. */
    public static FunctionConfiguration of(String handler, List<Path> code) {
        return new FunctionConfiguration(handler, code, Map.of(), Duration.ofSeconds(60), 512, List.of());
    }

    /** This configuration with these environment variables instead. */
    public FunctionConfiguration withEnvironment(Map<String, String> variables) {
        return new FunctionConfiguration(handler, code, variables, timeout, memoryMegabytes, jvmOptions);
    }

    /** This configuration with this time for one event instead. */
    public FunctionConfiguration withTimeout(Duration perEvent) {
        return new FunctionConfiguration(handler, code, environment, perEvent, memoryMegabytes, jvmOptions);
    }

    /** This configuration with these further options of the JVM instead. */
    public FunctionConfiguration withJvmOptions(String... options) {
        return new FunctionConfiguration(handler, code, environment, timeout, memoryMegabytes, List.of(options));
    }

    /** The function's name: the handler's, without its package. */
    String name() {
        return handler.substring(handler.lastIndexOf('.') + 1);
    }
}
