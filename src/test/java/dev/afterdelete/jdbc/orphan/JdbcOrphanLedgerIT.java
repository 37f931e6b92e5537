package dev.afterdelete.jdbc.orphan;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.jdbc.LiveSchema;
import dev.afterdelete.jdbc.schema.OutboxSchema;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.orphan.OrphanLedger;
import dev.afterdelete.orphan.OrphanLedgerContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

@OnEveryServer
class JdbcOrphanLedgerIT extends OrphanLedgerContract {
    private final JdbcSession session;

    JdbcOrphanLedgerIT(LocalDatabase server) {
        this.session = new JdbcSession(
                new JdbcSession.Target(
                        server.url(), Duration.ofSeconds(3), Duration.ofSeconds(20), Duration.ofSeconds(2)),
                () -> new Credentials(server.server().user(), server.server().password()),
                new LiveSchema(new RelationGraph(List.of(), Optional.empty(), List.of())),
                InstantSource.system());
    }

    @AfterEach
    void closeSession() {
        session.close();
    }

    @Override
    protected OrphanLedger open() {
        OutboxSchema.apply(session, Optional.empty());
        OutboxSchema.apply(session, Optional.empty());
        return new JdbcOrphanLedger(session);
    }
}
