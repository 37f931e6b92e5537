package dev.afterdelete.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.chaos.PacketProxy.Strike;
import dev.afterdelete.chaos.PacketProxy.Strike.After;
import dev.afterdelete.chaos.PacketProxy.Strike.Kind;
import dev.afterdelete.graph.Key;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two requests delete rows, of one the message is lost; the consumer carries both out in many short invocations, the
 * relay sends again. All of that is repeated with the connection to the database cut, or a statement refused as a
 * vtgate does while a primary is being replaced, at its first packet, its second, and so on to its last.
 */
@OnEveryServer
class CutChaosIT {
    /**
     * {@code -Dchaos.cut.every=1} tries every packet in every way; by default late answers, which cost time, are few.
     */
    private static final int FINENESS = Integer.getInteger("chaos.cut.every", 0);

    private static final List<Key> DELETED = ClosingAssertion.keys(1, 2);
    private static final String ROWS = ThreeLevels.rows(3, 3);

    /** Fewer than the whole takes, so that the tests see when there is nothing to cut. */
    private static final int PACKETS = 85;

    private static final int ROUNDS = 12;

    /** Behind a vtgate a packet costs several times as much, so that fewer are cut there. */
    private static final int STEP_BEHIND_VITESS = 6;

    private final LocalDatabase database;
    private final PacketProxy proxy;
    private final Path directory;
    private final Connection direct;

    CutChaosIT(LocalDatabase database, @TempDir Path directory) throws SQLException {
        this.database = database;
        this.directory = directory;
        this.proxy = PacketProxy.start(database.server());
        this.direct = database.connectWith("allowMultiQueries=true");
    }

    @BeforeEach
    void createTables() throws SQLException {
        ThreeLevels.create(database);
    }

    @AfterEach
    void close() throws SQLException {
        direct.close();
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CUT_BEFORE, BACK_AT_ONCE, 1",
        "SWALLOW_ANSWER, BACK_AT_ONCE, 1",
        "CUT_ANSWER, BACK_AT_ONCE, 1",
        "CUT_BEFORE, AWAY, 1",
        "SWALLOW_ANSWER, AWAY, 1",
        "REFUSE_AS_REPARENTED, BACK_AT_ONCE, 1",
        "REFUSE_AS_THROTTLED, BACK_AT_ONCE, 3"
    })
    void whereverItIsCutNothingIsLostAndNothingElseIsGone(Kind kind, After after, int every) throws SQLException {
        var step = isVitess() ? every * STEP_BEHIND_VITESS : every;
        cutEverywhere(kind, after, FINENESS == 0 ? step : FINENESS, Duration.ofSeconds(5));
    }

    @Test
    void anAnswerThatIsLaterThanTheSocketTimeOutIsNotWaitedFor() throws SQLException {
        cutEverywhere(Kind.DELAY_ANSWER, After.BACK_AT_ONCE, FINENESS == 0 ? 11 : FINENESS, Duration.ofMillis(300));
    }

    private boolean isVitess() throws SQLException {
        return direct.getMetaData().getDatabaseProductVersion().contains("Vitess");
    }

    private void cutEverywhere(Kind kind, After after, int every, Duration socketTimeout) throws SQLException {
        var graph = ThreeLevels.graph(directory);
        var packet = 1;
        var cuts = 0;
        try (var system = new CutSystem(proxy.urlOf(database), database.server(), graph, socketTimeout);
                var closing = new ClosingAssertion(database, graph)) {
            while (strikes(new Strike(kind, packet, after), system, closing)) {
                packet += every;
                cuts++;
            }
        }
        assertThat(packet).isGreaterThan(PACKETS);
        System.out.printf(
                "chaos: %d cut points, %s %s, port %d%n",
                cuts, kind, after, database.server().port());
    }

    /** Runs it all with one strike; whether it came to that. */
    private boolean strikes(Strike strike, CutSystem system, ClosingAssertion closing) throws SQLException {
        run(ROWS);
        system.queue().clear();
        proxy.accept();
        system.connect();
        var before = Snapshot.of(direct);
        proxy.arm(strike);
        goOnUntilSettled(system, strike);
        var struck = proxy.hasStruck();
        closing.hold(
                strike.toString(),
                before,
                DELETED,
                () -> system.consumeAgain(system.queue().everything()));
        return struck;
    }

    /** As a day goes: requests, of which those that failed are made again, the consumer, and now and then the relay. */
    private void goOnUntilSettled(CutSystem system, Strike strike) throws SQLException {
        var wanted = new ArrayList<>(DELETED);
        system.queue().loseNext();
        for (var round = 0; round < ROUNDS; round++) {
            wanted.removeIf(system::delete);
            system.consume();
            var relayed = system.relay();
            if (wanted.isEmpty() && relayed && system.queue().waiting().isEmpty() && isNothingOwed()) {
                return;
            }
            proxy.accept();
        }
        assertThat(wanted).as("%s: requests that failed every time", strike).isEmpty();
        assertThat(isNothingOwed())
                .as("%s: nothing is owed after %d rounds", strike, ROUNDS)
                .isTrue();
    }

    private boolean isNothingOwed() throws SQLException {
        try (var statement = direct.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM afterdelete_outbox")) {
            row.next();
            return row.getInt(1) == 0;
        }
    }

    private void run(String script) throws SQLException {
        try (var statement = direct.createStatement()) {
            var more = statement.execute(script);
            while (more || statement.getUpdateCount() != -1) {
                more = statement.getMoreResults();
            }
        }
    }
}
