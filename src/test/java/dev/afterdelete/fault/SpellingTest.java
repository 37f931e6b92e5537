package dev.afterdelete.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> KNOWN =
            List.of("id", "ids", "action", "table", "previous", "onDelete", "set_null", "integer");

    @ParameterizedTest
    @CsvSource({
        "tabel, table",
        "TABLE, table",
        "tables, table",
        "acton, action",
        "ID, id",
        "on_delete, onDelete",
        "set-null, set_null",
        "setNull, set_null",
        "int, integer",
        "previuos, previous",
    })
    void misspeltWordsFindTheKnownOne(String typed, String meant) {
        assertThat(Spelling.findNearest(typed, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"recipes", "x", "deleted", "' '", "foreign_key"})
    void wordsFarFromEveryKnownOneFindNothing(String typed) {
        assertThat(Spelling.findNearest(typed, KNOWN)).isEmpty();
    }

    @Test
    void nearestOfSeveralWins() {
        assertThat(Spelling.findNearest("idss", List.of("id", "ids"))).contains("ids");
    }

    @Test
    void veryLongWordsAreNotCompared() {
        assertThat(Spelling.findNearest("a".repeat(200_000), List.of("a".repeat(64))))
                .isEmpty();
    }

    @Test
    void hintIsTheEndOfASentence() {
        assertThat(Spelling.hint("tabel", KNOWN)).isEqualTo("; did you mean \"table\"?");
        assertThat(Spelling.hint("recipes", KNOWN)).isEmpty();
    }
}
