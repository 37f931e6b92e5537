package dev.afterdelete;

import dev.afterdelete.aws.SecretCredentials;
import dev.afterdelete.config.Credentials;
import dev.afterdelete.config.DatabaseSettings;
import dev.afterdelete.config.Settings;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.jdbc.LiveSchema;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the sessions with the database that settings name; none is opened before it is needed. */
final class Sessions {
    private Sessions() {}

    /** A session that holds {@code graph} against the database when it is opened. */
    static JdbcSession holding(DatabaseSettings settings, RelationGraph graph, InstantSource clock) {
        return new JdbcSession(target(settings), credentials(settings), new LiveSchema(graph), clock);
    }

    /** A session that holds no declaration against the database. */
    static JdbcSession bare(Map<String, String> environment) {
        var settings = Settings.from(environment).database();
        return new JdbcSession(target(settings), credentials(settings), nothing(), InstantSource.system());
    }

    /** A session with the replica at {@code url} that waits for no answer longer than for a connection. */
    static JdbcSession watching(DatabaseSettings settings, String url, InstantSource clock) {
        var target = new JdbcSession.Target(
                url, settings.connectTimeout(), settings.connectTimeout(), settings.lockWaitTimeout());
        return new JdbcSession(target, credentials(settings), nothing(), clock);
    }

    private static LiveSchema nothing() {
        return new LiveSchema(new RelationGraph(List.of(), Optional.empty(), List.of()));
    }

    private static JdbcSession.Target target(DatabaseSettings database) {
        return new JdbcSession.Target(
                database.url(), database.connectTimeout(), database.socketTimeout(), database.lockWaitTimeout());
    }

    private static Credentials.Source credentials(DatabaseSettings database) {
        return switch (database.credential()) {
            case DatabaseSettings.Password(var password) ->
                () -> new Credentials(database.user().orElse(""), password);
            case DatabaseSettings.Secret(var id) ->
                new SecretCredentials("AFTERDELETE_DB_SECRET", id, database.user(), FaultCode.CANNOT_CONNECT);
        };
    }
}
