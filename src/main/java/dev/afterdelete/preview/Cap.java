package dev.afterdelete.preview;

import static dev.afterdelete.sql.Statements.keysOf;

import dev.afterdelete.event.Change;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.CascadePlan;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.transact.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Whether a cascade is small enough to begin. It reads without locks, at most as many rows as the cap of the table and
 * a page; what is inserted meanwhile is not counted.
 */
public final class Cap {
    private final Transaction transaction;
    private final CascadePlan plan;
    private final BooleanSupplier isTooLate;

    /**
     * Along the plan of a delete.
     *
     * @param isTooLate whether there is no time left to count
     */
    public Cap(Transaction transaction, CascadePlan plan, BooleanSupplier isTooLate) {
        this.transaction = transaction;
        this.plan = plan;
        this.isTooLate = isTooLate;
    }

    /** The refusal of a cascade that is too large. */
    public static FaultException exceeded(Table table) {
        return FaultException.of(
                FaultCode.CAP_EXCEEDED,
                "more than %d rows would be deleted or changed, the cap of %s; a person has to approve it"
                        .formatted(table.cap().orElseThrow(), table.name()));
    }

    /**
     * Whether the cascades of all keys together touch more rows than their table allows for one.
     *
     * @param group of a table with a cap
     * @throws FaultException transient: there was no time to count
     */
    public boolean isExceededBy(KeyGroup group) {
        var table = group.table();
        var keys = group.keys();
        var standing = transaction.keys(keysOf(table).whereKey(keys).limit(keys.size()));
        var counting = new Counting(transaction, plan, standing, table.cap().orElseThrow(), isTooLate);
        new Descent(transaction, plan, new PlainReferences(transaction), _ -> {})
                .run(relation -> top(relation, group, standing), counting);
        return counting.isTooMuch();
    }

    /** What children hold, as far as it is known; where it is not, the attempt will refuse. */
    private List<Key> top(Relation relation, KeyGroup group, List<Key> standing) {
        var values = new LinkedHashSet<Key>();
        if (relation.reference().isToKey()) {
            group.keys().stream().map(relation.reference()::valuesOf).forEach(values::add);
            standing.stream().map(relation.reference()::valuesOf).forEach(values::add);
            return relation.referencesAmong(List.copyOf(values));
        }
        values.addAll(new PlainReferences(transaction).toRows(relation, standing));
        if (group.change() instanceof Change.Deleted(var unique, var _)) {
            unique.forEach((key, held) -> said(relation, key, held).ifPresent(values::add));
        }
        return relation.referencesAmong(List.copyOf(values));
    }

    private static Optional<Key> said(Relation relation, Key key, Map<String, Optional<KeyValue>> held) {
        var values = new ArrayList<KeyValue>();
        for (var column : relation.parentColumns()) {
            var place = relation.parent().keyColumns().indexOf(column);
            var value = place >= 0 ? Optional.of(key.values().get(place)) : held.getOrDefault(column, Optional.empty());
            value.ifPresent(values::add);
        }
        return values.size() == relation.parentColumns().size() ? Optional.of(new Key(values)) : Optional.empty();
    }
}
