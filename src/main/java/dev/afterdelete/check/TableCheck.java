package dev.afterdelete.check;

import dev.afterdelete.gate.Sql;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import dev.afterdelete.live.LiveColumn;
import dev.afterdelete.live.LiveTable;
import dev.afterdelete.live.LiveTable.Engine;
import dev.afterdelete.live.LiveTrigger;
import dev.afterdelete.wire.yaml.Place;
import java.util.ArrayList;
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
        for (var table : declared.draft().graph().tables()) {
            declared.find(table)
                    .ifPresent(live -> check(table, live, declared.draft().placeOf(table)));
        }
        return findings;
    }

    private void check(Table table, LiveTable live, Optional<Place> place) {
        switch (live.storage()) {
            case Engine engine -> {
                engine(live, engine, place);
                table.softDelete().ifPresent(softDelete -> softDelete(live, softDelete, place));
                table.createdAt().flatMap(live::find).ifPresent(column -> zone(live, column, place, "createdAt"));
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

    private void softDelete(LiveTable live, SoftDelete softDelete, Optional<Place> place) {
        live.find(softDelete.column()).ifPresent(column -> {
            if (column.isComputed()) {
                add(
                        FindingCode.SOFT_DELETE_GENERATED,
                        live.name() + "." + column.name(),
                        place,
                        "%s.%s is computed by the database: the sweep finds what is marked, and a request of the strategy scheduled cannot mark"
                                .formatted(live.name(), column.name()),
                        "name the column that it is computed from, or use another strategy");
            }
            if (softDelete.grace().isPositive()) {
                zone(live, column, place, "grace");
            }
        });
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
