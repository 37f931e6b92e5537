package dev.afterdelete.cli.redrive;

import dev.afterdelete.event.Publisher;
import dev.afterdelete.redrive.Choice;
import dev.afterdelete.redrive.Overview;
import dev.afterdelete.redrive.Refusal;
import dev.afterdelete.redrive.RefusedMessages;
import dev.afterdelete.redrive.RefusedMessages.Progress;
import dev.afterdelete.redrive.Report;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** What is said when a person looks after refused messages, and what is done about it. */
public final class Conversation {
    private static final int SHOWN_EVERY = 100;

    private final RefusedMessages messages;
    private final Place place;
    private final Output output;
    private final Dialogue dialogue;
    private final PrintWriter out;

    /** About {@code messages}, which wait in {@code place}. */
    public Conversation(RefusedMessages messages, Place place, Output output, Dialogue dialogue, PrintWriter out) {
        this.messages = messages;
        this.place = place;
        this.output = output;
        this.dialogue = dialogue;
        this.out = out;
    }

    /**
     * Lists the groups of all messages.
     *
     * @return whether there are none
     */
    public boolean list() {
        var overview = look(Choice.ALL, _ -> {});
        say(output.overview(overview));
        return overview.isEmpty();
    }

    /**
     * Shows one message.
     *
     * @return whether it was found
     */
    public boolean show(String id) {
        var found = messages.find(id);
        found.ifPresent(exhibit -> say(output.exhibit(exhibit)));
        return found.isPresent();
    }

    /**
     * Lists the messages that {@code deed} would be done with.
     *
     * @return whether there are any, and all that were named by id are among them; also where every one is meant and
     *     there are none
     */
    public boolean rehearse(Choice choice, Deed deed) {
        var unmet = new HashSet<>(choice.ids());
        var chosen = look(choice, refusal -> {
            meet(refusal, unmet);
            say(output.candidate(refusal));
        });
        say(output.trial(deed, chosen) + output.hint(choice, chosen));
        return isNothingToDo(choice, chosen) || (!chosen.ids().isEmpty() && unmet.isEmpty());
    }

    /**
     * Does what was asked for, with exactly those messages that are there now, after asking once more.
     *
     * @param queue takes what is sent back
     * @return whether it was done with all of them, and with all that were named by id; also where every one is meant
     *     and there are none
     */
    public boolean act(Choice choice, Deed deed, Publisher queue) {
        var unmet = new HashSet<>(choice.ids());
        var chosen = look(choice, refusal -> meet(refusal, unmet));
        var count = chosen.ids().size();
        if (count > 0 && !dialogue.agrees("%s: %s?".formatted(place.counted(count), deed.infinitive()))) {
            say("Nothing was done.%n".formatted());
            return false;
        }
        var report = carryOut(deed, chosen.ids(), queue);
        dialogue.clear();
        say(output.report(deed, chosen, report) + output.hint(choice, chosen));
        return isNothingToDo(choice, chosen) || (unmet.isEmpty() && isDone(chosen, report));
    }

    private static boolean isNothingToDo(Choice choice, Overview chosen) {
        return choice.isAll() && chosen.isEmpty();
    }

    private static boolean isDone(Overview chosen, Report report) {
        var count = chosen.ids().size();
        return count > 0 && report.dealtWith() == count && report.stillThere() == 0 && !chosen.isCutShort();
    }

    private Report carryOut(Deed deed, Set<String> ids, Publisher queue) {
        Progress progress = (done, all) -> dialogue.show("%,d of %,d %s".formatted(done, all, deed.participle()));
        return switch (deed) {
            case SEND, APPROVE -> messages.sendBack(ids, queue, progress);
            case DROP -> messages.drop(ids, progress);
        };
    }

    private static void meet(Refusal refusal, Set<String> unmet) {
        unmet.remove(refusal.id());
        unmet.remove(refusal.otherId());
    }

    private Overview look(Choice choice, Consumer<Refusal> each) {
        var overview = messages.look(choice, each, (looked, all) -> {
            if (looked % SHOWN_EVERY == 0) {
                dialogue.show(
                        all == 0
                                ? "%,d looked at".formatted(looked)
                                : "%,d of about %,d looked at".formatted(looked, all));
            }
        });
        dialogue.clear();
        return overview;
    }

    private void say(String text) {
        out.print(text);
        out.flush();
    }
}
