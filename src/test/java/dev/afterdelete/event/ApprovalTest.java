package dev.afterdelete.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Table;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApprovalTest {
    private static final CascadeMessage APPROVED = new CascadeMessage(
                    Table.named("recipes"),
                    Change.Deleted.BY_KEY,
                    List.of(Key.of(1), Key.of(2)),
                    Optional.empty(),
                    Envelope.of("c"))
            .with(Approval.GIVEN);

    @Test
    void attributeIsReadAsItIsWritten() {
        for (var approval : Approval.values()) {
            assertThat(Approval.of(approval.attribute())).isEqualTo(approval);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TRUE", "1", "yes", "false", " true"})
    void nothingButTheOneWordApproves(String value) {
        assertThat(Approval.of(Optional.of(value))).isEqualTo(Approval.NONE);
    }

    @Test
    void continuationKeepsApprovalWhoeverOwesIt() {
        var rest = APPROVED.continuation(List.of(Key.of(2)));

        assertThat(List.of(rest, rest.owedTo(7), rest.withoutDebt()))
                .extracting(message -> message.envelope().approval())
                .containsOnly(Approval.GIVEN);
    }

    @Test
    void approvalGoesOutBesideTheBody() {
        MessageFormat format = new MessageFormat() {
            @Override
            public Reading read(String body) {
                throw new UnsupportedOperationException("only writes");
            }

            @Override
            public String write(CascadeMessage message) {
                return "body";
            }
        };

        assertThat(OutgoingMessage.of(APPROVED, format))
                .isEqualTo(new OutgoingMessage("body", Optional.empty(), Approval.GIVEN));
    }
}
