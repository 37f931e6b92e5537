package dev.afterdelete.execute;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;

@OnEveryServer
class JdbcAssignmentIT extends AssignmentContract {
    private final LocalDatabase server;

    @SuppressWarnings("NullAway.Init")
    private JdbcRowStore store;

    JdbcAssignmentIT(LocalDatabase server) {
        this.server = server;
    }

    @Override
    RowStore open(RandomCase rows) throws SQLException {
        server.runResource("/afterdelete.sql");
        store = JdbcRowStore.create(server, rows.graph());
        store.fill(rows);
        return store;
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
    }
}
