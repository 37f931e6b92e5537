package dev.afterdelete.check;

import dev.afterdelete.graph.KeyType;
import dev.afterdelete.live.LiveColumn;
import dev.afterdelete.live.LiveTable;
import dev.afterdelete.live.Shards;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds what is declared of shards against the database. */
final class ShardCheck {
    private static final String OUTBOX = "afterdelete_outbox";
    private static final String OUTBOX_COLUMN = "shard_key";

    private final Declared declared;
    private final Optional<KeyType> type;
    private final List<Finding> findings = new ArrayList<>();

    ShardCheck(Declared declared) {
        this.declared = declared;
        this.type = declared.draft().graph().shardType();
    }

    List<Finding> findings() {
        if (type.isEmpty() && declared.live().routing().shards() == Shards.MANY) {
            scattered();
        }
        declared.live().routing().misrouted().forEach(this::misrouted);
        declared.live().find(OUTBOX).filter(LiveTable::isStored).ifPresent(this::outbox);
        return findings;
    }

    private void misrouted(String table, String where) {
        findings.add(new Finding(
                FindingCode.SHARD_MISMATCH,
                table,
                declared.draft().graph().findTable(table).flatMap(declared.draft()::placeOf),
                "the vtgate sends statements about %s %s: nothing runs, lest rows of another shard go too"
                        .formatted(table, where),
                "name the column of its primary vindex in shardBy, and shard all of these tables by the same vindex"));
    }

    private void scattered() {
        findings.add(new Finding(
                FindingCode.SCATTERED,
                declared.live().name(),
                Optional.empty(),
                "%s has several shards, and no table says shardBy: every statement goes to all of them, each change is two statements, and declared keys have to be unique over all shards"
                        .formatted(declared.live().name()),
                "declare shardBy: COLUMN at each table, the column of its primary vindex"));
    }

    private void outbox(LiveTable live) {
        live.find(OUTBOX_COLUMN)
                .ifPresentOrElse(
                        column -> type.ifPresentOrElse(
                                expected -> outboxType(column, expected),
                                () -> outbox(
                                        "has a column shard_key, and no table says shardBy",
                                        "declare shardBy, or drop the column")),
                        () -> type.ifPresent(_ -> outbox(
                                "has no column shard_key, and tables are sharded: no debt could be written down",
                                "afterdelete schema --relations FILE prints the table as it has to be")));
    }

    private void outboxType(LiveColumn column, KeyType expected) {
        if (!column.type().compares(expected)) {
            outbox(
                    "has shard_key as %s, and shardBy is %s".formatted(column.type(), expected.word()),
                    "give it the type of the tables' own shard column");
        }
    }

    private void outbox(String message, String remedy) {
        findings.add(
                new Finding(FindingCode.OUTBOX_MISMATCH, OUTBOX, Optional.empty(), OUTBOX + " " + message, remedy));
    }
}
