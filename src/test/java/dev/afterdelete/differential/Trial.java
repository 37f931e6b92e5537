package dev.afterdelete.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.afterdelete.Afterdelete;
import dev.afterdelete.lambda.CleanupHandler;
import dev.afterdelete.scenario.RemainingTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Does the same to both twins, in the way of each. */
final class Trial implements AutoCloseable {
    /** Cannot delete or update a parent row; the second, where the row refers to itself. */
    private static final Set<Integer> RESTRICTED = Set.of(1451, 1452);

    /** Foreign key cascade delete or update exceeds the maximum depth. */
    private static final int TOO_DEEP = 3008;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Twins twins;
    private final List<String> lines = new ArrayList<>();
    private final Afterdelete afterdelete;
    private final CleanupHandler handler;

    /**
     * A trial of the tables that {@code twins} have.
     *
     * @param environment the settings of the bare side
     */
    Trial(Twins twins, Map<String, String> environment) {
        this.twins = twins;
        this.afterdelete = Afterdelete.from(environment, lines::add);
        this.handler = new CleanupHandler(afterdelete);
    }

    /**
     * Lets {@code happening} happen.
     *
     * @throws AssertionError when the two sides differ
     */
    Verdict judge(SqlTable table, Happening happening) throws SQLException {
        if (!happening.judgement().isFair()) {
            return Verdict.LEFT_OUT;
        }
        var refusal = refusal(happening.on(twins.judge().table(table)));
        if (refusal.filter(code -> code == TOO_DEEP).isPresent()) {
            return Verdict.LEFT_OUT;
        }
        if (happening.isDoneFirst()) {
            twins.bare().run(happening.on(twins.bare().table(table)));
        }
        return refusal.isPresent() ? bothRefuse(refusal.get(), happening) : bothDo(happening);
    }

    private Verdict bothRefuse(int code, Happening happening) throws SQLException {
        assertThat(RESTRICTED).as("why InnoDB refuses").contains(code);
        var before = twins.rows(twins.bare());
        assertThat(isRefused(happening))
                .as("InnoDB refuses (%d); it should be refused", code)
                .isTrue();
        assertThat(lines).as("the reason").anyMatch(line -> line.contains("\"RESTRICTED\""));
        assertThat(twins.difference(before)).as("rows after a refusal").isEmpty();
        twins.putBack();
        return Verdict.REFUSED;
    }

    private Verdict bothDo(Happening happening) throws SQLException {
        var judged = twins.rows(twins.judge());
        var isRefused = isRefused(happening);
        assertThat(isRefused).as("InnoDB does it; refused: %s", lines).isFalse();
        assertThat(twins.difference(judged)).as("rows").isEmpty();
        var isRefusedAgain = isRefused(happening);
        assertThat(isRefusedAgain && lines.stream().noneMatch(line -> line.contains("\"REFERENCE_UNKNOWN\"")))
                .as("once more; refused: %s", lines)
                .isFalse();
        assertThat(twins.difference(judged)).as("rows after a second delivery").isEmpty();
        return Verdict.DONE;
    }

    /** Why InnoDB does not do it. */
    private Optional<Integer> refusal(String statement) throws SQLException {
        try {
            twins.judge().run(statement);
            return Optional.empty();
        } catch (SQLException refused) {
            if (refused.getErrorCode() == 0) {
                throw refused;
            }
            return Optional.of(refused.getErrorCode());
        }
    }

    private boolean isRefused(Happening happening) {
        lines.clear();
        var message = new SQSMessage();
        message.setMessageId("m");
        message.setBody(happening.message());
        message.setAttributes(Map.of("ApproximateReceiveCount", "9"));
        var event = new SQSEvent();
        event.setRecords(List.of(message));
        return !handler.handleRequest(event, new RemainingTime(TIMEOUT))
                .getBatchItemFailures()
                .isEmpty();
    }

    @Override
    public void close() {
        afterdelete.close();
    }
}
