package dev.afterdelete.cli.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.redrive.Choice;
import dev.afterdelete.redrive.RefusedSamples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said and asked; {@code -Dgolden=apply} writes the golden files anew. */
class ConversationTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/afterdelete/cli");
    private static final Choice RESTRICTED = new Choice(Set.of("RESTRICTED"), Set.of(), Set.of());

    private final RefusedSamples samples = new RefusedSamples();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Queue<String> answers = new ArrayDeque<>();
    private final List<String> questions = new ArrayList<>();
    private final Publisher queue =
            messages -> messages.stream().map(_ -> Optional.<Fault>empty()).toList();
    private final Publisher deaf = messages -> messages.stream()
            .map(_ -> Optional.of(new Fault(FaultCode.SEND_FAILED, "SQS did not take the message: throttled")))
            .toList();

    @Test
    void theListShowsEachCodeItsCountItsOldestAndWhy() throws IOException {
        assertThat(text(Dialogue.NOBODY).list()).isFalse();
        requireGolden("redrive-list.txt");
    }

    @Test
    void theListIsOneObjectForMachines() throws IOException {
        assertThat(json(Dialogue.NOBODY).list()).isFalse();
        assertThat(out.toString().lines()).hasSize(1);
        var json = new ObjectMapper().readTree(out.toString());
        assertThat(json.at("/groups/0/count").asInt()).isEqualTo(12);
        requireGolden("redrive-list.json");
    }

    @Test
    void whatNobodyRefusedIsSaidToHaveBeenMovedByItsQueue() {
        var onRabbitMq = new TextOutput(Place.QUEUE, "RabbitMQ");
        new Conversation(samples.redrive(), Place.QUEUE, onRabbitMq, Dialogue.NOBODY, new PrintWriter(out)).list();
        assertThat(out.toString())
                .contains("used up, and RabbitMQ moved it here")
                .doesNotContain("SQS");
    }

    @Test
    void whereThereAreNoneItSaysSo() {
        samples.drain();
        assertThat(text(Dialogue.NOBODY).list()).isTrue();
        assertThat(out).hasToString("No dead letters.\n");
    }

    @Test
    void oneIsShownWhole() throws IOException {
        assertThat(text(Dialogue.NOBODY).show("letter-13")).isTrue();
        requireGolden("redrive-show.txt");
    }

    @Test
    void whatStrangersWroteDoesNothingToTheTerminal() {
        var id = samples.bury("{\"id\":1}\u001b[2J\u202e\r\n\t", "\u001b]0;mine\u0007");
        assertThat(text(Dialogue.NOBODY).show(id)).isTrue();
        assertThat(text(Dialogue.NOBODY).list()).isFalse();
        assertThat(out.toString())
                .doesNotContain("\u001b", "\u0007", "\u202e", "\r")
                .contains("\ufffd[2J\ufffd\ufffd\n\t");
    }

    @Test
    void oneThatIsNotThereIsNotShown() {
        assertThat(text(Dialogue.NOBODY).show("letter-99")).isFalse();
        assertThat(out).hasToString("");
    }

    @Test
    void aRehearsalListsThemAndTouchesNothing() throws IOException {
        assertThat(text(Dialogue.NOBODY).rehearse(new Choice(Set.of(), Set.of(), Set.of("tags")), Deed.DROP))
                .isTrue();
        requireGolden("redrive-dry-run.txt");
        assertThat(samples.count()).isEqualTo(16);
    }

    @Test
    void aRehearsalForMachinesIsAnObjectALine() throws IOException {
        assertThat(json(Dialogue.NOBODY).rehearse(RESTRICTED, Deed.SEND)).isTrue();
        var lines = out.toString().lines().toList();
        assertThat(lines).hasSize(13);
        for (var line : lines) {
            assertThat(new ObjectMapper().readTree(line).isObject()).isTrue();
        }
        assertThat(lines.getLast()).contains("\"chosen\":12", "\"dryRun\":true");
    }

    @Test
    void aPersonIsAskedAndYesDoesIt() throws IOException {
        answers.add("y");
        assertThat(text(person()).act(RESTRICTED, Deed.SEND, queue)).isTrue();
        assertThat(questions).containsExactly("12 dead letters: send back? [y/N] ");
        assertThat(samples.count()).isEqualTo(4);
        requireGolden("redrive-sent.txt");
    }

    @Test
    void anythingButYesDoesNothing() {
        for (var answer : List.of("", "n", "no", "yesterday", " x")) {
            answers.add(answer);
            assertThat(text(person()).act(RESTRICTED, Deed.DROP, queue)).isFalse();
        }
        assertThat(text(person()).act(RESTRICTED, Deed.DROP, queue))
                .as("end of input")
                .isFalse();
        assertThat(questions).hasSize(6).containsOnly("12 dead letters: drop for good? [y/N] ");
        assertThat(out.toString()).isEqualTo("Nothing was done.\n".repeat(6));
        assertThat(samples.count()).isEqualTo(16);
    }

    @Test
    void withoutAPersonAndWithoutHisYesNothingIsDone() {
        assertThatThrownBy(() -> text(Dialogue.NOBODY).act(Choice.ALL, Deed.SEND, queue))
                .hasMessageContaining("--yes")
                .hasMessageContaining("--dry-run");
        assertThat(samples.count()).isEqualTo(16);
    }

    @Test
    void aScriptIsNotAsked() throws IOException {
        assertThat(json(Dialogue.AGREED).act(Choice.ALL, Deed.DROP, queue)).isTrue();
        assertThat(samples.count()).isZero();
        requireGolden("redrive-dropped.json");
        assertThat(err).hasToString("");
    }

    @Test
    void whatCouldNotBeDoneIsToldWithItsReason() throws IOException {
        assertThat(text(Dialogue.AGREED).act(RESTRICTED, Deed.APPROVE, deaf)).isFalse();
        assertThat(samples.count()).isEqualTo(16);
        requireGolden("redrive-unsent.txt");
    }

    @Test
    void nothingThatFitsIsNoSuccess() {
        var unheard = Choice.ofId("unheard of");
        assertThat(text(person()).act(unheard, Deed.DROP, queue)).isFalse();
        assertThat(questions).isEmpty();
        assertThat(text(Dialogue.NOBODY).rehearse(unheard, Deed.DROP)).isFalse();
    }

    @Test
    void everyOneOfNoneIsDone() {
        samples.drain();
        assertThat(text(person()).act(Choice.ALL, Deed.SEND, queue)).isTrue();
        assertThat(text(Dialogue.NOBODY).rehearse(Choice.ALL, Deed.DROP)).isTrue();
        assertThat(text(person()).act(RESTRICTED, Deed.SEND, queue)).isFalse();
        assertThat(text(Dialogue.NOBODY).rehearse(RESTRICTED, Deed.SEND)).isFalse();
        assertThat(questions).isEmpty();
    }

    @Test
    void whereNoneHasTheCodeItSaysWhichThereAre() {
        var cap = new Choice(Set.of("CAP"), Set.of(), Set.of());
        assertThat(text(person()).act(cap, Deed.SEND, queue)).isFalse();
        assertThat(out.toString()).endsWith("None has the code CAP; there are NONE, RESTRICTED, UNKNOWN_FIELD.\n");
        out.getBuffer().setLength(0);
        assertThat(text(Dialogue.NOBODY).rehearse(cap, Deed.SEND)).isFalse();
        assertThat(out.toString()).endsWith("None has the code CAP; there are NONE, RESTRICTED, UNKNOWN_FIELD.\n");
    }

    @Test
    void aCodeThatIsThereIsNotSaidToBeMissing() {
        var elsewhere = new Choice(Set.of("RESTRICTED"), Set.of(), Set.of("unheard of"));
        assertThat(text(Dialogue.NOBODY).rehearse(elsewhere, Deed.SEND)).isFalse();
        assertThat(out.toString()).doesNotContain("None has");
    }

    @Test
    void anIdThatIsMissingIsNoSuccessThoughTheOthersAreDone() {
        var two = new Choice(Set.of(), Set.of("letter-1", "unheard of"), Set.of());
        assertThat(text(Dialogue.AGREED).act(two, Deed.SEND, queue)).isFalse();
        assertThat(samples.count()).isEqualTo(15);
    }

    @Test
    void aPersonSeesProgressAndNothingOfItIsLeft() {
        samples.bury(300);
        answers.add("YES ");
        text(person()).act(Choice.ALL, Deed.SEND, queue);
        assertThat(err.toString())
                .contains("\r300 of about 316 looked at", "of 316 sent back")
                .endsWith("\r" + " ".repeat(72) + "\r");
        assertThat(out.toString()).startsWith("316 dead letters sent back.\n");
    }

    private Conversation text(Dialogue dialogue) {
        return new Conversation(
                samples.redrive(), Place.QUEUE, new TextOutput(Place.QUEUE, "SQS"), dialogue, new PrintWriter(out));
    }

    private Conversation json(Dialogue dialogue) {
        return new Conversation(samples.redrive(), Place.QUEUE, new JsonOutput(), dialogue, new PrintWriter(out));
    }

    private Dialogue person() {
        return new Dialogue.AtTerminal(
                prompt -> {
                    questions.add(prompt);
                    return answers.poll();
                },
                new PrintWriter(err));
    }

    private void requireGolden(String name) throws IOException {
        if ("apply".equals(System.getProperty("golden"))) {
            Files.writeString(GOLDEN.resolve(name), out.toString());
            return;
        }
        assertThat(out).hasToString(Files.readString(GOLDEN.resolve(name)));
    }
}
