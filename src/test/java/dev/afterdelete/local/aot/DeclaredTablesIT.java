package dev.afterdelete.local.aot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.afterdelete.Afterdelete;
import dev.afterdelete.Declaration;
import dev.afterdelete.config.Settings;
import dev.afterdelete.lambda.CleanupHandler;
import dev.afterdelete.local.EmbeddedDatabase;
import dev.afterdelete.local.InProcessFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the tables that a declaration is trained on against the consumer, for every declaration of the stories. */
class DeclaredTablesIT {
    private static final Path STORIES = Path.of("src/test/resources/scenarios");

    private static EmbeddedDatabase server;

    @BeforeAll
    static void start() {
        server = EmbeddedDatabase.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<Path> declarations() throws IOException {
        try (var folders = Files.list(STORIES)) {
            return folders.map(folder -> folder.resolve("relations.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("declarations")
    void theConsumerWorksOnThem(Path declaration) throws SQLException {
        var graph = Declaration.read(Optional.of(declaration));
        var lines = new ArrayList<String>();
        try (var database = server.address().createFresh();
                var afterdelete = new Afterdelete(Settings.from(database.settings()), graph, lines::add)) {
            database.run(new DeclaredTables(graph).sql());
            var consumer =
                    new InProcessFunction<>(new CleanupHandler(afterdelete), SQSEvent.class, Duration.ofSeconds(60));
            var lesson = Lesson.all(graph).getFirst();
            var answer = consumer.invoke(lesson.event());
            assertThat(lesson.isLearned())
                    .as("%s %s", new String(answer, UTF_8), lines)
                    .accepts(Lesson.json(answer));
        }
    }
}
