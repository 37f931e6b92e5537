package dev.afterdelete.chaos;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Replays what was committed, writers and engine, in the order of the commits, and judges what the engine did by the
 * rows as they stood at that moment. A row may only be deleted or changed that was flagged or asked for, or that
 * referred to such a row at any number of levels; and what the engine deletes, and what it says is done, leaves nothing
 * behind that refers to it.
 *
 * <p>A child that came to a key before the row that stands there now was the child of the one before it: an attempt may
 * have begun on it while there was none. One that came later is the new row's.
 *
 * <p>A child that comes to a row while a plain message, one without a time, takes that row away may be left behind: it
 * must be gone in the end, when that message was delivered again.
 */
final class CommitReferee {
    private final RelationGraph graph;
    private final Replay replay;
    private final Requests requests;
    private final Map<KeyValue, Debt> debts = new HashMap<>();
    private final List<String> objections = new ArrayList<>();
    private int judged;

    /** Of what is done after {@code before}. */
    CommitReferee(RelationGraph graph, Snapshot before) {
        this.graph = graph;
        this.replay = new Replay(graph, before);
        this.requests = new Requests(graph);
    }

    private record Debt(CascadeMessage message, int since) {}

    /** Replays and judges. */
    CommitReferee replay(List<Commit> commits) {
        commits.forEach(this::replay);
        return this;
    }

    private void replay(Commit commit) {
        noteRequests(commit);
        if (commit.isOfEngine()) {
            judged++;
            commit.changes().forEach(this::judge);
            replay.apply(commit);
            judgeWhatIsLeft(commit);
        } else {
            replay.apply(commit);
        }
    }

    private void noteRequests(Commit commit) {
        for (var change : commit.changes()) {
            if (change instanceof RowChange.Inserted(var table, var row)) {
                if (table.equals(Commit.OUTBOX)) {
                    debts.put(
                            Objects.requireNonNull(row.get("id")), new Debt(requests.note(row), replay.commits() + 1));
                } else if (table.equals(Requests.TABLE)) {
                    requests.note(row);
                }
            }
        }
    }

    private void judge(RowChange change) {
        var table = graph.findTable(change.table());
        if (table.isEmpty()) {
            if (!change.table().startsWith("afterdelete_")) {
                object("nobody declared", change);
            }
            return;
        }
        switch (change) {
            case RowChange.Inserted _ -> object("the engine inserts nothing", change);
            case RowChange.Deleted(var _, var row) -> {
                if (!isCovered(table.get(), row)) {
                    object("nothing says to delete", change);
                }
            }
            case RowChange.Updated(var _, var before, var after) -> {
                if (!isSetNull(table.get(), before, after)) {
                    object("nothing says to change", change);
                }
            }
        }
    }

    /** Whether a row is flagged or asked for, or hangs from one that is. */
    private boolean isCovered(Table table, Map<String, KeyValue> row) {
        return table.softDelete().filter(how -> isFlagged(how, row)).isPresent()
                || requests.cover(table, Replay.key(table, row), row)
                || graph.relations().stream()
                        .filter(relation -> relation.child().equals(table))
                        .filter(relation -> relation.onDelete() instanceof OnDelete.Cascade)
                        .anyMatch(relation -> isParentCovered(relation, row));
    }

    private boolean isParentCovered(Relation relation, Map<String, KeyValue> row) {
        var reference = Replay.reference(relation, row);
        if (reference.isEmpty()) {
            return false;
        }
        var parent = replay.find(relation.parent(), reference.get());
        if (parent.isPresent() && isCovered(relation.parent(), parent.get().row())) {
            return true;
        }
        var cameAfterParent = parent.isPresent()
                && replay.find(relation.child(), Replay.key(relation.child(), row))
                        .filter(child -> child.since() < parent.get().born())
                        .isEmpty();
        return !cameAfterParent && requests.cover(relation.parent(), reference.get());
    }

    private static boolean isFlagged(SoftDelete how, Map<String, KeyValue> row) {
        var value = Optional.ofNullable(row.get(how.column()));
        return switch (how.form()) {
            case SoftDelete.Form.IsTrue _ ->
                value.filter(flag -> !flag.equals(KeyValue.of(0))).isPresent();
            case SoftDelete.Form.NotNull _ -> value.isPresent();
            case SoftDelete.Form.Equals(var deleted) -> value.equals(Optional.of(deleted));
        };
    }

    private boolean isSetNull(Table table, Map<String, KeyValue> before, Map<String, KeyValue> after) {
        return graph.relations().stream()
                .filter(relation -> relation.child().equals(table) && isParentCovered(relation, before))
                .anyMatch(relation -> relation.onDelete() instanceof OnDelete.SetNull(var columns)
                        && without(columns, before).equals(after));
    }

    private static Map<String, KeyValue> without(List<String> columns, Map<String, KeyValue> row) {
        var rest = new HashMap<>(row);
        rest.keySet().removeAll(columns);
        return rest;
    }

    private void judgeWhatIsLeft(Commit commit) {
        for (var change : commit.changes()) {
            if (change instanceof RowChange.Deleted(var name, var row)) {
                if (name.equals(Commit.OUTBOX)) {
                    judgeDone(Objects.requireNonNull(debts.get(row.get("id"))));
                }
            }
        }
        if (!commit.owes()) {
            for (var table : graph.tables()) {
                requireUnreferred(table, deletedFrom(table, commit), "deleted");
            }
        }
    }

    private Set<Key> deletedFrom(Table table, Commit commit) {
        return commit.changes().stream()
                .filter(change -> change.table().equals(table.name()))
                .flatMap(change -> change instanceof RowChange.Deleted(var _, var row)
                        ? Optional.of(Replay.key(table, row)).stream()
                        : Optional.<Key>empty().stream())
                .collect(Collectors.toSet());
    }

    /** What was owed is done: the rows are gone with all that hangs from them, or others have taken their place. */
    private void judgeDone(Debt debt) {
        var message = debt.message();
        for (var key : message.keys()) {
            var row = replay.find(message.table(), key);
            if (row.isEmpty()) {
                requireUnreferred(message.table(), Set.of(key), "done");
            } else if (row.get().born() <= debt.since()) {
                object("said to be done, and stands", row.get());
            }
        }
    }

    private void requireUnreferred(Table table, Set<Key> keys, String what) {
        if (!keys.isEmpty()) {
            graph.relationsTo(table).stream()
                    .filter(relation -> replay.isReferred(relation, keys))
                    .forEach(relation -> object("%s %s are still referred to".formatted(what, keys), relation.name()));
        }
    }

    private void object(String reason, Object what) {
        objections.add("commit %d: %s: %s".formatted(replay.commits(), reason, what));
    }

    /** What the engine should not have done; empty when all was well. */
    List<String> objections() {
        return List.copyOf(objections);
    }

    /** How many commits of the engine were judged. */
    int judged() {
        return judged;
    }

    /** All rows at the end. */
    Snapshot rows() {
        return replay.rows();
    }
}
