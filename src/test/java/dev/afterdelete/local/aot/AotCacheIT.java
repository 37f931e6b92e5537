package dev.afterdelete.local.aot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.Declaration;
import dev.afterdelete.local.EmbeddedDatabase;
import dev.afterdelete.local.FunctionCode;
import dev.afterdelete.local.FunctionConfiguration;
import dev.afterdelete.local.LambdaProcess;
import dev.afterdelete.local.LocalDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Starts the packed consumer in Lambda's own runtime, with a cache that this JVM has made, without one, and in between.
 */
class AotCacheIT {
    private static final String FROM_CACHE = "source: shared objects file";
    private static final Lesson LESSON =
            Lesson.all(Declaration.read(Optional.empty())).getFirst();

    private static EmbeddedDatabase server;
    private static LocalDatabase database;
    private static byte[] cache;

    @TempDir
    static Path packed;

    @TempDir
    Path directory;

    @BeforeAll
    static void makeTheCache() throws Exception {
        server = EmbeddedDatabase.start();
        database = server.address().createFresh();
        database.run(new DeclaredTables(Declaration.read(Optional.empty())).sql());
        var code = PackedCode.copyOf(FunctionCode.deployed(), packed);
        try (var environment = LambdaProcess.start(wrapped(code, "-XX:AOTCacheOutput=" + code.cache()))) {
            LESSON.check(environment.invoke(LESSON.event()));
            environment.handle().destroy();
            environment.handle().onExit().join();
        }
        cache = Files.readAllBytes(code.cache());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theFunctionsClassesAndTheDriversComeFromTheCache() throws IOException {
        var log = directory.resolve("classes.log");
        LESSON.check(answer(wrapped(code(), "-XX:AOTMode=on", "-Xlog:class+load:file=" + log)));
        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains(LESSON.handler().getName() + " " + FROM_CACHE))
                .anyMatch(line -> line.contains("com.mysql.cj.jdbc.ConnectionImpl " + FROM_CACHE));
    }

    @Test
    void withJarsOfAnotherTimeTheFunctionAnswers() throws IOException {
        var jar = packed.resolve("lib").resolve(PackedCode.JAR);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        try {
            LESSON.check(answer(wrapped(code())));
        } finally {
            PackedCode.pack(packed);
            Files.write(code().cache(), cache);
        }
    }

    @Test
    void aDamagedCacheIsLeftAloneAndTheFunctionAnswers() throws IOException {
        Files.write(code().cache(), List.of("no cache"));
        try {
            LESSON.check(answer(wrapped(code())));
        } finally {
            Files.write(code().cache(), cache);
        }
    }

    @Test
    void withoutACacheTheCommandRunsAsItCame() throws IOException {
        Files.delete(code().cache());
        try {
            LESSON.check(answer(wrapped(code())));
        } finally {
            Files.write(code().cache(), cache);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xshare:auto", "-XX:SharedArchiveFile=none.jsa", "-XX:AOTCache=none.aot"})
    void besideAnArchiveOfSomebodysOwnTheCacheIsLeftAlone(String option) {
        LESSON.check(answer(wrapped(code(), option)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xshare:auto", "-XX:SharedArchiveFile=none.jsa", "-XX:AOTCache=none.aot"})
    void theCacheTakesThePlaceOfTheRuntimesOwnArchive(String option) throws IOException {
        var log = directory.resolve("classes.log");
        LESSON.check(answer(wrapped(code(), "-XX:AOTMode=on", "-Xlog:class+load:file=" + log)
                .withJvmOptions(option)));
        assertThat(Files.readString(log)).contains(LESSON.handler().getName() + " " + FROM_CACHE);
    }

    @Test
    void packedCodeStartsWithoutTheCommandToo() {
        LESSON.check(answer(consumer(code(), database.settings())));
    }

    @Test
    void codeThatWasNotPackedStartsByTheCommandToo() throws SQLException {
        var plain = FunctionConfiguration.of(LESSON.handler().getName(), FunctionCode.deployed())
                .withEnvironment(withStart(FunctionCode.deployed().getFirst().resolve(PackedCode.START)));
        LESSON.check(answer(plain));
    }

    private static PackedCode code() {
        return new PackedCode(packed);
    }

    private static byte[] answer(FunctionConfiguration configuration) {
        try (var environment = LambdaProcess.start(configuration)) {
            return environment.invoke(LESSON.event());
        }
    }

    private static FunctionConfiguration wrapped(PackedCode code, String... jvmOptions) {
        var environment = withStart(code.start());
        environment.put("JAVA_TOOL_OPTIONS", String.join(" ", jvmOptions));
        return consumer(code, environment);
    }

    private static Map<String, String> withStart(Path start) {
        var environment = new HashMap<>(database.settings());
        environment.put("AWS_LAMBDA_EXEC_WRAPPER", start.toAbsolutePath().toString());
        return environment;
    }

    private static FunctionConfiguration consumer(PackedCode code, Map<String, String> environment) {
        return FunctionConfiguration.of(LESSON.handler().getName(), List.of(code.root()))
                .withEnvironment(environment);
    }
}
