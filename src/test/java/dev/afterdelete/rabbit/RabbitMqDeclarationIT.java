package dev.afterdelete.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.rabbitmq.client.BuiltinExchangeType;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.local.OnRabbitMq;
import dev.afterdelete.local.RabbitMqServer;
import dev.afterdelete.rabbit.RabbitMqDeclaration.Finding;
import dev.afterdelete.rabbit.RabbitMqDeclaration.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnRabbitMq
class RabbitMqDeclarationIT {
    private final RabbitMqServer server;
    private final String name = RabbitMqServer.freshName();
    private final RabbitMqDeclaration declaration;

    RabbitMqDeclarationIT(RabbitMqServer server) {
        this.server = server;
        this.declaration = server.on(name).declaration();
    }

    @AfterEach
    void close() {
        declaration.close();
    }

    @Test
    void lookingMakesNothing() {
        assertThat(declaration.compare()).hasSize(9).extracting(Finding::state).containsOnly(State.MISSING);
        assertThat(declaration.compare()).extracting(Finding::state).containsOnly(State.MISSING);
    }

    @Test
    void whatIsMissingIsMadeOnce() {
        assertThat(declaration.apply()).extracting(Finding::state).containsOnly(State.MADE);
        assertThat(declaration.apply()).extracting(Finding::state).containsOnly(State.THERE);
        assertThat(declaration.compare()).extracting(Finding::state).containsOnly(State.THERE);
    }

    @Test
    void whatWaitsIsCounted() throws InterruptedException {
        var rabbit = server.withTopology(name);
        try (var publisher = rabbit.publisher(Approval.NONE);
                var source = rabbit.source(1)) {
            var message = new OutgoingMessage("{\"id\":1}", Optional.empty());
            publisher.publish(List.of(message, message, message));
            source.postpone(source.receive(1, Duration.ofSeconds(2)));
        }
        var total = 0L;
        for (var looks = 0; looks < 50 && total < 3; looks++) {
            Thread.sleep(50);
            total = declaration.count().waiting() + declaration.count().resting();
        }
        assertThat(total).isEqualTo(3);
        assertThat(declaration.count().dead()).isZero();
    }

    @Test
    void aQueueThatIsMissingLeavesTheOthersCounted() {
        try (var publisher = server.withTopology(name).publisher(Approval.NONE)) {
            publisher.publish(List.of(new OutgoingMessage("{\"id\":1}", Optional.empty())));
        }
        server.ask(channel -> channel.queueDelete(name + ".rest-16s"));
        var count = declaration.count();
        assertThat(count.waiting()).isEqualTo(1);
        assertThat(count.dead()).isZero();
        assertThat(count.missing())
                .singleElement()
                .satisfies(fault -> assertThat(fault.reason()).contains(name + ".rest-16s", "--apply"));
    }

    @Test
    void whoMayNotDeclareIsToldWhichRightIsMissing() {
        server.withTopology(name);
        var user = server.userWith("", ".*", ".*");
        try (var modest = server.on(name, user).declaration()) {
            assertThatThrownBy(modest::compare).hasMessageContaining("ACCESS_REFUSED - configure access");
        }
    }

    @Test
    void aDifferenceIsNamedAndNothingIsMade() {
        server.ask(channel -> channel.exchangeDeclare(name, BuiltinExchangeType.FANOUT, true));
        server.ask(channel -> channel.queueDeclare(
                name, true, false, false, Map.of("x-queue-type", "quorum", "x-delivery-limit", 3)));
        assertThat(declaration.apply())
                .filteredOn(finding -> finding.state() != State.MISSING)
                .extracting(Finding::thing, Finding::state)
                .containsExactly(tuple("exchange " + name, State.DIFFERENT), tuple("queue " + name, State.DIFFERENT));
        assertThat(declaration.compare())
                .filteredOn(finding -> finding.state() == State.DIFFERENT)
                .extracting(Finding::matter)
                .satisfiesExactly(
                        exchange -> assertThat(exchange)
                                .contains("expected direct, durable;", "inequivalent arg 'type'", "fanout"),
                        queue -> assertThat(queue)
                                .contains("expected durable, {", "x-queue-type=quorum", "inequivalent arg 'x-"));
        assertThat(declaration.compare()).extracting(Finding::state).contains(State.MISSING);
    }
}
