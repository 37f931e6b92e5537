package dev.afterdelete.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the referee says about a case: the rows that are left, and the messages that can never be done.
 *
 * @param given the case
 * @param rows what is left, by table
 * @param refused the names of the cascades that some row forbids for good
 */
record Judgement(RandomCase given, Map<String, Set<String>> rows, Set<String> refused) {
    /** What is forbidden now may be allowed when another message is done: so all are tried until none gets on. */
    static Judgement of(RandomCase given) {
        var rows = given.copyOfRows();
        var refused = new TreeSet<String>();
        var referee = new Referee(given.graph(), rows);
        for (var before = Map.<String, Set<String>>of(); !before.equals(Rig.comparable(rows)); ) {
            before = Rig.comparable(rows);
            for (var message : given.messages()) {
                var isDone = message.keys().stream()
                        .map(key -> referee.delete(message.table(), key))
                        .reduce(true, Boolean::logicalAnd);
                var name = message.envelope().cascade();
                var _ = isDone ? refused.remove(name) : refused.add(name);
            }
        }
        return new Judgement(given, Rig.comparable(rows), refused);
    }

    /** Has everything delivered, and delivered again. */
    void judge(Rig rig) {
        rig.deliver(given.messages());

        assertThat(rig.rowsLeft()).isEqualTo(rows);
        assertThat(rig.namesLeft()).as("messages that are not done").isEqualTo(refused);
        assertThat(rig.namesOwed()).as("messages that are owed").isEqualTo(refused);
        assertThat(rig.dead).isEmpty();

        rig.faultsOneIn = Integer.MAX_VALUE;
        rig.deliver(given.messages());
        assertThat(rig.rowsLeft()).as("after one more delivery of everything").isEqualTo(rows);
    }
}
