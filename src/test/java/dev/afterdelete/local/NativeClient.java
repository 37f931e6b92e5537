package dev.afterdelete.local;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The native HTTP client of Lambda's runtime. Left alone, each runtime unpacks it to one and the same file, which two
 * that start at once can find half written; here each is told of a copy of its own.
 */
final class NativeClient {
    /** The system property that names the library. */
    static final String PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private NativeClient() {}

    /**
     * Copies the library for this machine into a directory.
     *
     * @return the library
     * @throws UnsupportedOperationException where the runtime has none, which is anywhere but Linux
     */
    static Path copyTo(Path directory) {
        var name = "libaws-lambda-jni." + platform() + ".so";
        try (var library = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
            if (library == null) {
                throw new UnsupportedOperationException(
                        "Lambda's runtime client runs on Linux on x86_64 and aarch64 only, not on "
                                + System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
            }
            var copy = directory.resolve(name);
            Files.copy(library, copy);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String platform() {
        var architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var musl = Files.exists(Path.of("/lib/ld-musl-" + architecture.replace("aarch_64", "aarch64") + ".so.1"));
        return (musl ? system + "_musl" : system) + "-" + architecture;
    }
}
