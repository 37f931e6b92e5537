package dev.afterdelete.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.redrive.RefusedMessages.Progress;
import dev.afterdelete.wire.JsonMessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DebtRedriveTest {
    private static final MessageFormat FORMAT = new JsonMessageFormat(
            new RelationGraph(
                    List.of(Table.named("recipes"), Table.named("tags")),
                    Optional.of(Table.named("recipes")),
                    List.of()),
            () -> "made up");

    private final InMemoryRefusedDebts debts = new InMemoryRefusedDebts();
    private final DebtRedrive redrive = new DebtRedrive(debts, FORMAT, Duration.ofMinutes(1));
    private final List<OutgoingMessage> sent = new ArrayList<>();
    private final Publisher queue = messages -> {
        sent.addAll(messages);
        return messages.stream().map(_ -> Optional.<Fault>empty()).toList();
    };

    @BeforeEach
    void refuse() {
        debts.owe(1, "{\"id\":1,\"action\":\"deleted\"}");
        for (var id = 2L; id <= 180; id++) {
            debts.refuse(id, "{\"id\":%d,\"action\":\"deleted\"}".formatted(id), "RESTRICTED");
        }
        debts.refuse(190, "{\"id\":7,\"action\":\"deleted\",\"table\":\"tags\"}", "CAP_EXCEEDED");
        debts.refuse(200, "not JSON", "MALFORMED_JSON");
    }

    @Test
    void refusedRowsAreGroupedByCode() {
        var overview = redrive.look(Choice.ALL, _ -> {}, Progress.UNSEEN);
        assertThat(overview.looked()).isEqualTo(181);
        assertThat(overview.groups().stream().collect(Collectors.toMap(Overview.Group::code, Overview.Group::count)))
                .containsEntry("RESTRICTED", 179L)
                .containsEntry("CAP_EXCEEDED", 1L)
                .containsEntry("MALFORMED_JSON", 1L);
    }

    @Test
    void oneIsFoundByItsNumber() {
        assertThat(redrive.find("190").orElseThrow().refusal().table()).contains("tags");
        assertThat(redrive.find("200").orElseThrow().body()).isEqualTo("not JSON");
        assertThat(redrive.find("1")).as("it is not refused").isEmpty();
        for (var wrong : List.of("191", "0", "-1", "letter", "99999999999999999999", "")) {
            assertThat(redrive.find(wrong)).isEmpty();
        }
    }

    @Test
    void whatIsSentBackIsOwedAgainAndSaysByWhichRow() {
        var ids = redrive.look(new Choice(Set.of("RESTRICTED"), Set.of(), Set.of()), _ -> {}, Progress.UNSEEN)
                .ids();
        var report = redrive.sendBack(ids, queue, Progress.UNSEEN);
        assertThat(report.dealtWith()).isEqualTo(179);
        assertThat(report.outboxRows()).isEqualTo(179);
        assertThat(debts.owed())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 180).boxed().toList());
        assertThat(debts.refused()).containsExactly(190L, 200L);
        assertThat(sent)
                .hasSize(179)
                .extracting(OutgoingMessage::body)
                .allMatch(body -> body.contains("\"outbox\":") && body.contains("\"turn\":4"));
    }

    @Test
    void whatCannotBeReadStaysRefused() {
        var report = redrive.sendBack(Set.of("190", "200"), queue, Progress.UNSEEN);
        assertThat(report.dealtWith()).isEqualTo(1);
        assertThat(report.left()).isEqualTo(1);
        assertThat(report.firstFault().orElseThrow().code()).isEqualTo(FaultCode.MALFORMED_JSON);
        assertThat(debts.refused()).contains(200L);
    }

    @Test
    void whatCannotBeSentIsLeftToTheRelay() {
        Publisher deaf = messages -> messages.stream()
                .map(_ -> Optional.of(Fault.of(FaultCode.SEND_FAILED)))
                .toList();
        var report = redrive.sendBack(Set.of("190"), deaf, Progress.UNSEEN);
        assertThat(report.left()).isEqualTo(1);
        assertThat(debts.owed()).containsExactly(1L, 190L);
    }

    @Test
    void whatIsDroppedIsOwedNoMore() {
        var report = redrive.drop(Set.of("1", "190", "200"), Progress.UNSEEN);
        assertThat(report.dealtWith()).isEqualTo(2);
        assertThat(report.outboxRows()).isEqualTo(2);
        assertThat(debts.owed()).containsExactly(1L);
        assertThat(debts.refused()).hasSize(179).doesNotContain(190L, 200L);
        assertThat(sent).isEmpty();
    }
}
