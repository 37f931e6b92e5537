package dev.afterdelete.jdbc;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.jdbc.vtgate.RoutingWatch;
import dev.afterdelete.live.Shards;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one connection of this process: opened when it is first needed, looked after before it is used again, given up
 * when it has failed. Not for several threads.
 */
public final class JdbcSession implements AutoCloseable {
    /** A connection that was used so recently is taken to be alive; if it is not, the attempt is simply made again. */
    private static final Duration TRUSTED = Duration.ofSeconds(5);

    /** A server that is gone says no goodbye; over TLS, closing would wait for it as long as for an answer. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private static final Set<FaultCode> WRONG_SERVER = Set.of(FaultCode.READ_ONLY, FaultCode.CONNECTION_LOST);

    private final Target target;
    private final Credentials.Source credentials;
    private final LiveSchema schema;
    private final RoutingWatch routing;
    private final InstantSource clock;
    private @Nullable Connection connection;
    private Instant lastUsed = Instant.MIN;

    /**
     * Where and how to connect.
     *
     * @param url {@code jdbc:mysql://…}, without credentials
     * @param connectTimeout until a connection stands, and for any one answer until then
     * @param socketTimeout for any one answer
     * @param lockWaitTimeout for any one lock, in whole seconds, at least one
     */
    public record Target(String url, Duration connectTimeout, Duration socketTimeout, Duration lockWaitTimeout) {
        private static final Pattern LOOPBACK = Pattern.compile(
                "jdbc:mysql://(localhost|127\\.[0-9.]+|\\[::1])(:[0-9]+)?/.*", Pattern.CASE_INSENSITIVE);

        /**
         * What is done about TLS; empty where the URL says that. Never plain where the connection leaves the machine.
         */
        Optional<String> unsaidSslMode() {
            if (url.toLowerCase(Locale.ROOT).contains("sslmode=")) {
                return Optional.empty();
            }
            return Optional.of(LOOPBACK.matcher(url).matches() ? "PREFERRED" : "VERIFY_IDENTITY");
        }

        /** The URL without its options, among which there may be a password. */
        String place() {
            return url.split("\\?", 2)[0];
        }
    }

    /** Opens nothing yet. {@code schema} is checked when a connection stands, and now and then while it does. */
    public JdbcSession(Target target, Credentials.Source credentials, LiveSchema schema, InstantSource clock) {
        this.target = target;
        this.credentials = credentials;
        this.schema = schema;
        this.routing = new RoutingWatch(schema.graph(), clock);
        this.clock = clock;
    }

    /**
     * An open connection: READ COMMITTED, autocommit off, in UTC.
     *
     * @throws FaultException when none can be had, systemic for the most part
     */
    Connection connection() {
        var current = connection;
        if (current != null && isAlive(current)) {
            lookAgain(current);
            lastUsed = clock.instant();
            return current;
        }
        giveUp();
        var opened = open();
        lastUsed = clock.instant();
        return opened;
    }

    /** On how many shards statements may find rows. Known once a connection was open. */
    Shards shards() {
        return routing.shards();
    }

    /** Whether the connection leads to a vtgate, of Vitess or of PlanetScale. Known once a connection was open. */
    public boolean leadsToVtgate() {
        return routing.leadsToVtgate();
    }

    /** What each statement tells a vtgate: to end it before we would give up the connection that it runs on. */
    public Directives directives() {
        return Directives.of(target.socketTimeout().multipliedBy(3).dividedBy(4));
    }

    /**
     * Runs {@code work} in one transaction, and commits; after any failure the transaction is rolled back whole.
     *
     * @throws FaultException when the database does not do it
     */
    public <T> T transact(SqlWork<T> work) {
        var current = connection();
        try {
            var result = work.run(current);
            current.commit();
            return result;
        } catch (SQLException error) {
            throw undone(current, new FaultException(MySqlFaults.of(error), error));
        } catch (FaultException fault) {
            throw undone(current, fault);
        } catch (RuntimeException mistake) {
            giveUp();
            throw mistake;
        }
    }

    /**
     * Runs {@code work}, which only reads, outside of a transaction: each statement sees what was committed last, on
     * every shard that it goes to. After any failure the connection is given up.
     *
     * @throws FaultException when the database does not do it
     */
    public <T> T read(SqlWork<T> work) {
        var current = connection();
        return orGiveUp(MySqlFaults::of, () -> {
            current.setAutoCommit(true);
            var result = work.run(current);
            current.setAutoCommit(false);
            return result;
        });
    }

    /**
     * Work on an open connection.
     *
     * @param <T> what comes of it
     */
    public interface SqlWork<T> {
        /** Does the work. */
        T run(Connection connection) throws SQLException;
    }

    /**
     * Rolls back. A connection that cannot even do that is given up, and the server rolls back by itself; so is one to
     * a server that has become the wrong one, because the name may lead to another by now.
     */
    private FaultException undone(Connection current, FaultException fault) {
        if (WRONG_SERVER.contains(fault.fault().code())) {
            giveUp();
            return fault;
        }
        try {
            current.rollback();
        } catch (SQLException broken) {
            giveUp();
        }
        return fault;
    }

    /** Drops the connection; the next use opens another. */
    void giveUp() {
        var dropped = connection;
        connection = null;
        if (dropped != null) {
            try {
                dropped.setNetworkTimeout(Runnable::run, (int) CLOSING.toMillis());
                dropped.close();
            } catch (SQLException alreadyBroken) {
                lastUsed = Instant.MIN;
            }
        }
    }

    @Override
    public void close() {
        giveUp();
    }

    private boolean isAlive(Connection current) {
        try {
            return clock.instant().isBefore(lastUsed.plus(TRUSTED))
                    || current.isValid((int) Math.max(1, target.connectTimeout().toSeconds()));
        } catch (SQLException broken) {
            return false;
        }
    }

    /** Tables are migrated and moved under a connection. */
    private void lookAgain(Connection current) {
        orGiveUp(MySqlFaults::of, () -> {
            schema.requireMatchAgain(current, clock.instant());
            routing.lookAgain(current);
            return current;
        });
    }

    private Connection open() {
        return orGiveUp(this::faultOf, () -> {
            var opened = opened();
            connection = opened;
            opened.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            opened.setAutoCommit(false);
            routing.recognize(opened);
            if (!routing.leadsToVtgate()) {
                takeAllRows(opened);
            }
            schema.requireMatch(opened, clock.instant());
            routing.look(opened);
            return opened;
        });
    }

    /** What an operator sets for all sessions would cut answers off, and the catalogue's first. A vtgate has none. */
    private static void takeAllRows(Connection opened) throws SQLException {
        try (var set = opened.createStatement()) {
            set.execute("SET sql_select_limit = 18446744073709551615");
        }
    }

    /** A connection on which this fails is not used again. */
    private <T> T orGiveUp(Function<SQLException, Fault> faults, Step<T> step) {
        try {
            return step.take();
        } catch (SQLException error) {
            giveUp();
            throw new FaultException(faults.apply(error), error);
        } catch (RuntimeException failure) {
            giveUp();
            throw failure;
        }
    }

    private interface Step<T> {
        T take() throws SQLException;
    }

    /** Once more with other credentials, where the database refuses those that were known. */
    private Connection opened() throws SQLException {
        var known = credentials.current();
        try {
            return opened(known);
        } catch (SQLException error) {
            if (faultOf(error).code() != FaultCode.ACCESS_DENIED) {
                throw error;
            }
            return opened(credentials.insteadOf(known).orElseThrow(() -> error));
        }
    }

    /** A server that takes the connection and says nothing is waited for no longer than one that does not take it. */
    private Connection opened(Credentials who) throws SQLException {
        var opened = DriverManager.getConnection(target.url(), SessionProperties.of(target, who));
        opened.setNetworkTimeout(Runnable::run, (int) target.socketTimeout().toMillis());
        return opened;
    }

    private Fault faultOf(SQLException error) {
        return String.valueOf(error.getMessage()).startsWith("No suitable driver")
                ? new Fault(FaultCode.INVALID_CONFIGURATION, "expected a URL such as jdbc:mysql://host:3306/database")
                : MySqlFaults.whileConnecting(error, target.place());
    }
}
