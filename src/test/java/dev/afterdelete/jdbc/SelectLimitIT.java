package dev.afterdelete.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.Schema;
import dev.afterdelete.local.EmbeddedDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What an operator sets for all sessions cuts no answer off. It needs a server that nobody else is on. */
class SelectLimitIT {
    @Test
    void allOfTheCatalogueIsReadWhateverTheServersSelectLimitIs() throws SQLException {
        try (var server = EmbeddedDatabase.start();
                var database = server.address().createFresh()) {
            database.run("CREATE TABLE pairs (a INT, b INT, c INT, PRIMARY KEY (a, b, c))");
            database.run("SET GLOBAL sql_select_limit = 2");
            var pairs = Schema.read(database.settings()).tables().getFirst();
            assertThat(pairs.columnNames()).containsExactly("a", "b", "c");
            assertThat(pairs.keyColumns()).containsExactly("a", "b", "c");
        }
    }
}
