package dev.afterdelete.check;

import dev.afterdelete.fault.Spelling;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.SoftDelete.Form;
import dev.afterdelete.graph.Table;
import dev.afterdelete.live.Acceptance;
import dev.afterdelete.live.LiveColumn;
import dev.afterdelete.live.LiveTable;
import dev.afterdelete.live.LiveTable.Engine;
import dev.afterdelete.live.LiveTrigger;
import dev.afterdelete.wire.yaml.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds each declared table by itself against the database. */
final class TableCheck {
    private final Declared declared;
    private final List<Finding> findings = new ArrayList<>();

    TableCheck(Declared declared) {
        this.declared = declared;
    }

    List<Finding> findings() {
        declared.draft().graph().tables().forEach(this::check);
        twice(declared.draft().graph().tables());
        return findings;
    }

    /** What is declared in two spellings and is one table here: what is said of the one does not hold for the other. */
    private void twice(List<Table> tables) {
        var seen = new HashMap<LiveTable, Table>();
        for (var table : tables) {
            declared.find(table)
                    .map(live -> seen.putIfAbsent(live, table))
                    .ifPresent(other -> add(
                            FindingCode.TABLE_TWICE,
                            table.name(),
                            declared.draft().placeOf(table),
                            "%s and %s are one table here: this server keeps names of tables in one case"
                                    .formatted(table.name(), other.name()),
                            "write %s everywhere".formatted(other.name())));
        }
    }

    private void check(Table table) {
        var place = declared.draft().placeOf(table);
        declared.find(table).ifPresentOrElse(live -> check(table, live, place), () -> unknown(table, place));
    }

    private void unknown(Table table, Optional<Place> place) {
        var names = declared.live().tables().stream().map(LiveTable::name).toList();
        findings.add(new Finding(
                FindingCode.UNKNOWN_TABLE,
                table.name(),
                place,
                "the table %s does not exist in %s, or this user may not see it%s"
                        .formatted(table.name(), declared.live().name(), Spelling.hint(table.name(), names)),
                "correct the name in the declaration, run the missing migration, or grant SELECT to the user"));
    }

    private void check(Table table, LiveTable live, Optional<Place> place) {
        switch (live.storage()) {
            case Engine engine -> {
                engine(live, engine, place);
                table.columns().forEach(column -> column(live, column, place));
                unique(table, live, place);
                table.softDelete().ifPresent(softDelete -> softDelete(live, softDelete, place));
                table.createdAt().ifPresent(column -> createdAt(live, column, place));
                triggers(live, place);
            }
            case LiveTable.NotStored _ ->
                add(
                        FindingCode.NOT_A_TABLE,
                        live.name(),
                        place,
                        "%s is a view: rows are deleted from tables only".formatted(live.name()),
                        "declare the tables behind the view");
        }
    }

    private void engine(LiveTable live, Engine engine, Optional<Place> place) {
        if (!engine.transactional()) {
            add(
                    FindingCode.NOT_TRANSACTIONAL,
                    live.name(),
                    place,
                    "%s is kept by %s, which cannot roll back: a cascade that fails would stay half done"
                            .formatted(live.name(), engine.engine()),
                    "ALTER TABLE %s ENGINE = InnoDB;".formatted(Sql.name(live.name())));
        }
    }

    private void column(LiveTable live, KeyColumn key, Optional<Place> place) {
        var column = live.find(key.name());
        if (column.isEmpty()) {
            findings.add(Declared.unknownColumn(live, key.name(), place, "the key of " + live.name()));
        } else if (!column.get().type().compares(key.type())) {
            add(
                    FindingCode.KEY_TYPE_MISMATCH,
                    live.name() + "." + key.name(),
                    place,
                    "%s.%s is %s in the database, and declared as %s"
                            .formatted(
                                    live.name(),
                                    key.name(),
                                    column.get().type(),
                                    key.type().word()),
                    column.get()
                            .type()
                            .keyType()
                            .map(type -> "declare it as { column: %s, type: %s }".formatted(key.name(), type.word()))
                            .orElse("declare a unique key of whole numbers, text or bytes instead"));
        }
    }

    private void unique(Table table, LiveTable live, Optional<Place> place) {
        var isThere =
                table.keyColumns().stream().allMatch(column -> live.find(column).isPresent());
        if (isThere && !live.isUnique(table.onShard(table.keyColumns()))) {
            add(
                    FindingCode.KEY_NOT_UNIQUE,
                    live.name() + "." + String.join(",", table.keyColumns()),
                    place,
                    "no unique index holds the declared key of %s (%s): one key could name several rows"
                            .formatted(live.name(), String.join(", ", table.keyColumns())),
                    live.keyColumns().isEmpty()
                            ? "add a primary key or a unique index"
                            : "declare the key that is unique: " + live.keyColumns());
        }
    }

    private void softDelete(LiveTable live, SoftDelete softDelete, Optional<Place> place) {
        var column = live.find(softDelete.column());
        if (column.isEmpty()) {
            findings.add(Declared.unknownColumn(live, softDelete.column(), place, "softDelete"));
            return;
        }
        objection(column.get(), softDelete.form())
                .ifPresent(
                        objection -> add(
                                FindingCode.SOFT_DELETE_MISMATCH,
                                live.name() + "." + softDelete.column(),
                                place,
                                "%s.%s cannot mark deleted rows: %s"
                                        .formatted(live.name(), softDelete.column(), objection),
                                "declare deleted: true for a BOOLEAN, not_null for a nullable DATETIME or TIMESTAMP, or a status that the column can hold"));
        stamped(live, column.get(), place, "softDelete", "rows that stand would count as deleted");
        if (column.get().isComputed()) {
            findings.add(ActionCheck.generated(live, softDelete.column(), place, "softDelete"));
        }
        if (softDelete.grace().isPositive()) {
            zone(live, column.get(), place, "grace");
        }
    }

    private void createdAt(LiveTable live, String name, Optional<Place> place) {
        var column = live.find(name);
        if (column.isEmpty()) {
            findings.add(Declared.unknownColumn(live, name, place, "createdAt"));
            return;
        }
        stamped(live, column.get(), place, "createdAt", "rows would seem younger than they are, and stay");
        if (!column.get().type().isMoment()) {
            add(
                    FindingCode.CREATED_AT_MISMATCH,
                    live.name() + "." + name,
                    place,
                    "%s.%s is %s, and says no moment at which a row was created"
                            .formatted(live.name(), name, column.get().type()),
                    "declare a DATETIME or TIMESTAMP, best with fractions of a second");
        } else {
            zone(live, column.get(), place, "createdAt");
        }
    }

    private void stamped(LiveTable live, LiveColumn column, Optional<Place> place, String purpose, String effect) {
        if (column.isStamped()) {
            add(
                    FindingCode.STAMPED_COLUMN,
                    live.name() + "." + column.name(),
                    place,
                    "%s.%s is ON UPDATE CURRENT_TIMESTAMP, and is the column of %s: %s"
                            .formatted(live.name(), column.name(), purpose, effect),
                    "take ON UPDATE away from the column, or name another one");
        }
    }

    private void zone(LiveTable live, LiveColumn column, Optional<Place> place, String purpose) {
        if (column.type().isMoment() && !column.type().hasZone()) {
            add(
                    FindingCode.TIME_WITHOUT_ZONE,
                    live.name() + "." + column.name(),
                    place,
                    "%s.%s is %s, which has no time zone: for %s it is read as UTC"
                            .formatted(live.name(), column.name(), column.type(), purpose),
                    "make sure that whoever writes it writes UTC, or make it a TIMESTAMP");
        }
    }

    private static Optional<String> objection(LiveColumn column, Form form) {
        var type = column.type();
        return switch (form) {
            case Form.IsTrue _ when !type.isTruth() -> Optional.of("it is %s, and deleted is true".formatted(type));
            case Form.NotNull(var grace)
            when grace.isPositive() && !type.isMoment() ->
                Optional.of("it is %s, by which a grace could end up to a day too early".formatted(type));
            case Form.NotNull _ when !type.isTime() -> Optional.of("it is %s, and deleted is not_null".formatted(type));
            case Form.NotNull _
            when !column.nullable() -> Optional.of("it is NOT NULL, and only NULL says that a row stands");
            case Form.Equals(var value) -> Acceptance.objection(type, value);
            case Form.IsTrue _, Form.NotNull _ -> Optional.empty();
        };
    }

    private void triggers(LiveTable live, Optional<Place> place) {
        var disturbing = live.triggers().stream()
                .filter(trigger -> !trigger.event().equals("INSERT"))
                .toList();
        if (!disturbing.isEmpty()) {
            add(
                    FindingCode.TRIGGER,
                    live.name(),
                    place,
                    "on %s a trigger runs for each row: %s"
                            .formatted(
                                    live.name(),
                                    disturbing.stream().map(TableCheck::named).collect(Collectors.joining(", "))),
                    "make sure that what it does may be done again, and for many rows; or drop it");
        }
    }

    private static String named(LiveTrigger trigger) {
        return "%s (%s)".formatted(trigger.name(), trigger.event());
    }

    private void add(FindingCode code, String subject, Optional<Place> place, String message, String remedy) {
        findings.add(new Finding(code, subject, place, message, remedy));
    }
}
