package dev.afterdelete.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.afterdelete.local.EmbeddedDatabase;
import dev.afterdelete.local.FunctionCode;
import dev.afterdelete.local.FunctionConfiguration;
import dev.afterdelete.local.LambdaProcess;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.TemporaryDirectory;
import dev.afterdelete.local.aot.PackedCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures the cold start of the consumer beside that of a handler written by hand: from the moment at which an
 * environment's process is spawned to its answer to a message that deletes one recipe. Runs the real runtime client
 * against an embedded database; environments take turns, in every round from another one on.
 *
 * <p>{@code mvn -Pcoldstart [-Dcoldstart.rounds=9]}
 */
public final class ColdStart {
    private static final String SUCCESS = "{\"batchItemFailures\":[]}";
    private static final String FROM_ARCHIVE = "shared objects file";

    private final RecipesToDelete recipes;
    private final List<ColdStartContender> plain;
    private final Path directory;

    private ColdStart(LocalDatabase database, Path directory) {
        this.recipes = new RecipesToDelete(database);
        this.plain = ColdStartContender.all(database.settings());
        this.directory = directory;
    }

    /**
     * Measures, and prints a table.
     *
     * @param args the number of rounds
     */
    public static void main(String[] args) throws SQLException, IOException {
        var rounds = Integer.parseInt(args[0]);
        try (var server = EmbeddedDatabase.start();
                var database = server.address().create("coldstart");
                var directory = TemporaryDirectory.create()) {
            System.out.printf("Cold start, spawn to first answer, %d rounds on %s%n", rounds, server.name());
            new ColdStart(database, directory.path()).run(rounds);
        }
    }

    private void run(int rounds) throws SQLException, IOException {
        recipes.create(1 + (2 * plain.size() + 1) * (1 + rounds));
        var archive = archive();
        var ours = plain.getLast();
        var contenders = Stream.of(
                        plain.stream(),
                        plain.stream().map(contender -> contender.archived(archive)),
                        Stream.of(ours.cached(cached(ours))))
                .flatMap(kinds -> kinds)
                .toList();
        var classes = loadedClasses(contenders); // comes first, and fills the caches of disk and database
        var samples = samples(contenders, rounds);
        System.out.printf(
                "%n%-36s %9s %9s %9s %9s %8s  %s%n",
                "", "median", "fastest", "slowest", "processor", "classes", "of them in no archive");
        for (var contender : contenders) {
            System.out.println(row(
                    contender, samples.getOrDefault(contender, List.of()), classes.getOrDefault(contender, List.of())));
        }
        System.out.printf("""

                * in a runtime that has its own classes in an archive, as the managed runtime does
                ** by its own AOT cache, as mvn -Paot makes one
                """);
    }

    /** Writes an archive of the runtime client's own classes. A function's are in none. */
    private Path archive() {
        var archive = directory.resolve("runtime.aot");
        var training = FunctionConfiguration.of(
                        RuntimeTraining.class.getName(), List.of(FunctionCode.of(RuntimeTraining.class)))
                .withJvmOptions("-XX:AOTCacheOutput=" + archive);
        try (var environment = LambdaProcess.start(training)) {
            environment.invoke("{}".getBytes(UTF_8));
            end(environment, archive);
        }
        return archive;
    }

    /** Packs our code, and makes the cache that mvn -Paot makes in Lambda's image, on this JVM. */
    private PackedCode cached(ColdStartContender ours) throws IOException {
        var code = PackedCode.copyOf(ours.configuration().code(), Files.createDirectory(directory.resolve("task")));
        var training = ours.cached(code).configuration();
        var variables = new HashMap<>(training.environment());
        variables.put("JAVA_TOOL_OPTIONS", "-XX:AOTCacheOutput=" + code.cache());
        try (var environment = LambdaProcess.start(training.withEnvironment(variables))) {
            delete(environment);
            end(environment, code.cache());
        }
        return code;
    }

    private static void end(LambdaProcess environment, Path archive) {
        environment.handle().destroy();
        environment.handle().onExit().join(); // it is written at the end
        if (!Files.exists(archive)) {
            throw new IllegalStateException(
                    "this JVM writes no archive: " + environment.output().all());
        }
    }

    private Map<ColdStartContender, List<String>> loadedClasses(List<ColdStartContender> contenders)
            throws IOException {
        var classes = new LinkedHashMap<ColdStartContender, List<String>>();
        var log = directory.resolve("classes.log");
        for (var contender : contenders) {
            var options = new ArrayList<>(contender.configuration().jvmOptions());
            options.add("-Xlog:class+load:file=" + log);
            measure(contender.configuration().withJvmOptions(options.toArray(String[]::new)));
            classes.put(contender, loaded(log));
        }
        return classes;
    }

    private static List<String> loaded(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" source: ")).toList();
        }
    }

    private Map<ColdStartContender, List<ColdStartSample>> samples(List<ColdStartContender> contenders, int rounds) {
        var samples = new LinkedHashMap<ColdStartContender, List<ColdStartSample>>();
        var order = new ArrayList<>(contenders);
        for (var round = 1; round <= rounds; round++) {
            for (var contender : order) {
                samples.computeIfAbsent(contender, _ -> new ArrayList<>()).add(measure(contender.configuration()));
            }
            Collections.rotate(order, 1);
            System.err.printf("round %d of %d%n", round, rounds);
        }
        return samples;
    }

    private ColdStartSample measure(FunctionConfiguration configuration) {
        try (var environment = LambdaProcess.start(configuration)) {
            return delete(environment);
        }
    }

    private ColdStartSample delete(LambdaProcess environment) {
        var id = recipes.next();
        var event = """
                {"Records": [{"messageId": "1", "body": "{\\"id\\": %d, \\"action\\": \\"deleted\\"}",
                 "attributes": {"ApproximateReceiveCount": "1"}, "eventSource": "aws:sqs"}]}""".formatted(id);
        var answer = new String(environment.invoke(event.getBytes(UTF_8)), UTF_8);
        var sample = ColdStartSample.of(environment);
        if (!answer.equals(SUCCESS) || recipes.exists(id)) {
            throw new IllegalStateException("recipe %d is not gone, answer %s, output %s"
                    .formatted(id, answer, environment.output().all()));
        }
        return sample;
    }

    private static String row(ColdStartContender contender, List<ColdStartSample> samples, List<String> classes) {
        var times = samples.stream().map(sample -> sample.elapsed().toMillis()).toList();
        var median = ColdStartSample.median(samples);
        return "%-36s %6d ms %6d ms %6d ms %6d ms %8d  %d"
                .formatted(
                        contender.name(),
                        median.elapsed().toMillis(),
                        Collections.min(times),
                        Collections.max(times),
                        median.processorTime().toMillis(),
                        classes.size(),
                        classes.stream()
                                .filter(line -> !line.contains(FROM_ARCHIVE))
                                .count());
    }
}
