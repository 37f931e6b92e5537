package dev.afterdelete.local;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * How Lambda's managed Java runtime starts a JVM for a function on demand: serial collector, first compiler only, and
 * nothing but the runtime client's own jars on the class path; by a command of the function's own, where it has one.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html">Lambda: customize Java runtime
 *     startup behavior</a>
 */
final class ManagedRuntime {
    private static final double HEAP_SHARE = 0.85;
    private static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";

    private ManagedRuntime() {}

    /** The command that runs a function's handler. */
    static List<String> command(FunctionConfiguration configuration, Path nativeClient) {
        var heapKilobytes = Math.round(configuration.memoryMegabytes() * 1024 * HEAP_SHARE);
        var command = new ArrayList<String>();
        Optional.ofNullable(configuration.environment().get(WRAPPER)).ifPresent(command::add);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:MaxHeapSize=" + heapKilobytes + "k");
        command.add("-Djava.net.preferIPv4Stack=true");
        command.add("--add-opens=java.base/java.io=ALL-UNNAMED");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-D" + NativeClient.PROPERTY + "=" + nativeClient);
        command.addAll(configuration.jvmOptions());
        command.addAll(List.of("-classpath", classPath(), AWSLambda.class.getName(), configuration.handler()));
        return command;
    }

    /** The jars of the runtime itself; a function's own come from its task root. */
    private static String classPath() {
        return Stream.of(AWSLambda.class, LambdaLogger.class, PojoSerializer.class, SdkInternalThreadLocal.class)
                .map(type -> FunctionCode.of(type).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
