package dev.afterdelete.infer;

import dev.afterdelete.graph.KeyType;
import dev.afterdelete.guess.ReferenceGuesser;
import dev.afterdelete.live.LiveDatabase;
import dev.afterdelete.live.LiveTable;
import java.util.List;
import java.util.stream.Stream;

/** Pairs such as {@code subject_type} and {@code subject_id}, which refer to several tables. */
final class Polymorphic {
    private Polymorphic() {}

    /** A suggestion for each pair: only a person knows which values lead to which table. */
    static List<String> remarks(LiveDatabase database) {
        return database.tables().stream()
                .filter(LiveTable::isStored)
                .flatMap(Polymorphic::remarks)
                .toList();
    }

    private static Stream<String> remarks(LiveTable table) {
        return table.columns().stream()
                .flatMap(column -> ReferenceGuesser.typeBeside(table, column)
                        .filter(beside -> !beside.type().compares(KeyType.BINARY))
                        .map(beside -> remark(table.name(), column.name(), beside.name()))
                        .stream());
    }

    private static String remark(String table, String id, String type) {
        return "%1$s.%2$s and %1$s.%3$s look like a polymorphic reference; declare one relation for each value of %3$s:\n"
                        .formatted(table, id, type)
                + "- { child: %s.%s, parent: TABLE, where: { %s: VALUE }, onDelete: ACTION }"
                        .formatted(table, id, type);
    }
}
