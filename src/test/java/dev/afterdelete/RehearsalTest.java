package dev.afterdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.execute.Outcome;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final Map<String, String> NOBODY_THERE = Map.of(
            "AFTERDELETE_DB_URL", "jdbc:mysql://127.0.0.1:1/recipes",
            "AFTERDELETE_DB_USER", "nobody",
            "AFTERDELETE_DB_PASSWORD", "nothing");

    @Test
    void everyTablesCascadeEndsAsDoneWithoutADatabaseAndWithoutALine() {
        var lines = new ArrayList<String>();
        try (var afterdelete = Afterdelete.from(NOBODY_THERE, lines::add)) {
            assertThat(afterdelete.rehearsal().run())
                    .hasSameSizeAs(afterdelete.graph().tables())
                    .allMatch(Outcome.Done.class::isInstance);
        }
        assertThat(lines).isEmpty();
    }

    @Test
    void theBundledDeclarationIsCompiledAsItStands() {
        var graph = Declaration.read(Optional.empty());

        assertThat(getClass().getResource("/" + Declaration.COMPILED)).isNotNull();
        assertThat(graph.relations()).hasSize(2);
    }
}
