package dev.afterdelete.local.aot;

import dev.afterdelete.Declaration;
import dev.afterdelete.local.ContainerDatabase;
import dev.afterdelete.local.EmbeddedQueue;
import dev.afterdelete.local.FunctionConfiguration;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.SqsClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts an AOT cache beside the functions' code that {@code sam build} has made: a function is run once in Lambda's own
 * image, against servers that are there for nothing else, and its JVM writes down what it has loaded.
 *
 * <p>{@code mvn -Paot [-Daot.code=.aws-sam/build] [-Daot.image=public.ecr.aws/lambda/java:25]}
 */
public final class AotCache {
    /** Where a cache is written in the image, in which only this directory can be written to. */
    private static final Path WRITTEN = Path.of("/tmp", PackedCode.CACHE);

    private final PackedCode code;
    private final String image;
    private final Lesson lesson;
    private final Map<String, String> settings;

    private AotCache(PackedCode code, String image, Lesson lesson, Map<String, String> settings) {
        this.code = code;
        this.image = image;
        this.lesson = lesson;
        this.settings = settings;
    }

    /**
     * Packs the code, makes its cache, and sees that a JVM takes it.
     *
     * @param args the directory with a directory for each function, and the image of Lambda's Java runtime
     */
    public static void main(String[] args) throws IOException, SQLException {
        var built = Path.of(args[0]);
        if (!Files.isDirectory(built)) {
            System.err.printf("%s is not there: run sam build first, or name the directory with -Daot.code%n", built);
            System.exit(1);
        }
        var graph = Declaration.read(Optional.empty());
        try (var server = ContainerDatabase.start();
                var secrets = SecretServer.start(server.address());
                var queue = EmbeddedQueue.start();
                var sqs = SqsClients.of(queue.endpoint())) {
            var settings = new HashMap<>(secrets.settings());
            settings.putAll(QueuePair.createFresh(sqs, Duration.ofMinutes(1), 1).settings());
            for (var lesson : Lesson.all(graph)) {
                try (var database = server.address().createFresh()) {
                    database.runResource("/afterdelete.sql");
                    database.run(new DeclaredTables(graph).sql());
                    settings.put("AFTERDELETE_DB_URL", database.url() + "?sslMode=REQUIRED");
                    var code = PackedCode.pack(built.resolve(lesson.function()));
                    var cache = new AotCache(code, args[1], lesson, settings);
                    cache.write();
                    cache.prove();
                }
            }
        }
    }

    private void write() throws IOException {
        System.out.printf("%s runs once in %s%n", lesson.function(), image);
        try (var environment = start("-XX:AOTCacheOutput=" + WRITTEN)) {
            lesson.check(environment.invoke(lesson.event()));
            environment.endAndTake(WRITTEN, code.cache());
        }
    }

    /** A JVM so told ends where it cannot take its cache. That the row is gone by now is all the same. */
    private void prove() throws IOException {
        try (var environment = start("-XX:AOTMode=on")) {
            environment.invoke(lesson.event());
        } catch (RuntimeException notTaken) {
            Files.delete(code.cache());
            throw notTaken;
        }
        System.out.printf(
                "%s, %,d KiB: deploy it with SnapStart=None%n", code.cache(), Files.size(code.cache()) / 1024);
    }

    private LambdaContainer start(String jvmOption) {
        var told = new HashMap<>(settings);
        told.put("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/" + PackedCode.START);
        told.put("JAVA_TOOL_OPTIONS", jvmOption);
        return LambdaContainer.start(
                image,
                code.root(),
                FunctionConfiguration.of(lesson.handler().getName(), List.of()).withEnvironment(told));
    }
}
