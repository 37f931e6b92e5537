package dev.afterdelete.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEveryServer
@NotOnVitess("it is about a program for the embedded database")
class FingerprintIT {
    private static final Set<Long> DELETED = Set.of(2L, 5L);

    private final LocalDatabase database;
    private final Connection connection;

    FingerprintIT(LocalDatabase database) throws SQLException {
        this.database = database;
        this.connection = database.connect();
    }

    @BeforeEach
    void load() throws SQLException {
        RecipeManager.load(database, 6);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void theSampleHasTenIngredientsAndEightStepsARecipe() throws SQLException {
        assertThat(RowCounts.of(connection)).hasToString("recipes 6, ingredients 60, steps 48");
    }

    @Test
    void whatIsExpectedIsFoundWhenExactlyTheRightRowsAreGone() throws SQLException {
        var expected = Fingerprint.without(connection, DELETED);
        assertThat(Fingerprint.of(connection)).isNotEqualTo(expected);
        deleteBoth();
        assertThat(Fingerprint.of(connection)).isEqualTo(expected);
        assertThat(expected.rows()).isEqualTo(4 * 19);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM steps WHERE id = 1",
                "INSERT INTO steps (recipe_id, position, instruction) VALUES (2, 1, 'left over')",
                "UPDATE ingredients SET recipe_id = 3 WHERE id = 1",
                "UPDATE ingredients SET name = CONCAT(name, ' ') WHERE id = 1",
                "UPDATE recipes SET is_deleted = TRUE WHERE id = 1",
                "UPDATE recipes SET id = 7 WHERE id = 6",
            })
    void anyOtherChangeIsFoundOut(String change) throws SQLException {
        var expected = Fingerprint.without(connection, DELETED);
        deleteBoth();
        database.run(change);
        assertThat(Fingerprint.of(connection)).isNotEqualTo(expected);
    }

    private void deleteBoth() throws SQLException {
        database.run("""
                DELETE FROM ingredients WHERE recipe_id IN (2, 5);
                DELETE FROM steps WHERE recipe_id IN (2, 5);
                DELETE FROM recipes WHERE id IN (2, 5);
                """);
    }
}
