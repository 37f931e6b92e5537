package dev.afterdelete.wire;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.KeyValue.BinaryValue;
import dev.afterdelete.graph.KeyValue.IntegerValue;
import dev.afterdelete.graph.KeyValue.StringValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Reference;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random messages of every kind, of a declaration that has every kind of key. */
final class MessageSamples {
    static final Table RECIPES = Table.named("recipes");
    static final Table TAGS = table("tags", false, new KeyColumn("slug", KeyType.STRING));
    static final Table FILES = table("files", false, new KeyColumn("hash", KeyType.BINARY));
    static final Table ORDERS = table(
            "orders", false, new KeyColumn("tenant_id", KeyType.INTEGER), new KeyColumn("number", KeyType.STRING));
    static final Table SLOTS =
            table("slots \"0\"", true, new KeyColumn("day", KeyType.INTEGER), new KeyColumn("name", KeyType.STRING));
    static final Table BLOBS = table("blobs", true, new KeyColumn("id", KeyType.BINARY));

    static final Table USERS = Table.named("users")
            .unique(List.of(
                    new KeyColumn("email", KeyType.STRING),
                    new KeyColumn("badge", KeyType.INTEGER),
                    new KeyColumn("face", KeyType.BINARY)));

    static final RelationGraph GRAPH = new RelationGraph(
            List.of(RECIPES, TAGS, FILES, ORDERS, SLOTS, BLOBS, USERS),
            Optional.of(RECIPES),
            Stream.of(TAGS, FILES, ORDERS)
                    .map(child -> new Relation(
                            new Reference(child, List.of("recipe_id"), RECIPES, List.of("id")),
                            Relation.Condition.ALWAYS,
                            new OnDelete.Cascade(),
                            Optional.empty(),
                            List.of(new Relation.Copy("recipe_title", "title"))))
                    .toList());

    private static final List<String> METAS = List.of(
            "{}",
            "{\"trace\":\"a/b\"}",
            "{ \"n\" : 1e400 , \"deep\" : [[[[[{\"x\":null}]]]]] , \"s\" : \"\\n\\u0000 ü 🍲\" }",
            "{\"id\":7,\"action\":\"updated\",\"meta\":{\"meta\":{}}}");

    private final SplittableRandom random;

    MessageSamples(SplittableRandom random) {
        this.random = random;
    }

    static SplittableRandom seeded() {
        var seed = Long.getLong("seed", System.nanoTime());
        System.out.println("to repeat: -Dseed=" + seed);
        return new SplittableRandom(seed);
    }

    CascadeMessage next() {
        return random.nextInt(20) == 0 ? ofKeys(CascadeMessage.MAX_KEYS) : nextSmall();
    }

    CascadeMessage nextSmall() {
        return ofKeys(random.nextInt(1, 5));
    }

    private CascadeMessage ofKeys(int count) {
        var table = oneOf(GRAPH.tables());
        var keys = new LinkedHashSet<Key>();
        for (var i = 0; i < count; i++) {
            keys.add(key(table));
        }
        var rows = List.copyOf(keys);
        return switch (random.nextInt(4)) {
            case 0 -> message(table, new Change.Rekeyed(columns(table, table.columns(), 1)), rows.subList(0, 1));
            case 1 -> message(table, new Change.Updated(maybe(position(table))), rows);
            default -> message(table, new Change.Deleted(unique(table, rows), maybe(descent(rows.getLast()))), rows);
        };
    }

    private CascadeMessage message(Table table, Change change, List<Key> rows) {
        return new CascadeMessage(table, change, rows, maybe(at()), envelope());
    }

    private Change.Descent descent(Key top) {
        var rungs = new ArrayList<Change.Rung>();
        for (var depth = random.nextInt(1, 30); depth > 0; depth--) {
            var relation = random.nextInt(GRAPH.relations().size());
            var child = GRAPH.relations().get(relation).child();
            var keys = Stream.generate(() -> key(child))
                    .limit(random.nextInt(1, 4))
                    .toList();
            rungs.add(new Change.Rung(relation, keys, random.nextBoolean()));
        }
        return new Change.Descent(top, rungs);
    }

    private Map<Key, Map<String, Optional<KeyValue>>> unique(Table table, List<Key> rows) {
        return rows.stream()
                .filter(_ -> !table.unique().isEmpty() && random.nextBoolean())
                .collect(Collectors.toMap(key -> key, _ -> columns(table, table.unique(), 1)));
    }

    /** Values of some columns, at least so many; those beside the key may be NULL. */
    private Map<String, Optional<KeyValue>> columns(Table table, List<KeyColumn> columns, int atLeast) {
        var chosen = new ArrayList<>(columns);
        Collections.shuffle(chosen, random);
        return chosen.stream()
                .limit(random.nextInt(atLeast, columns.size() + 1))
                .collect(Collectors.toMap(
                        KeyColumn::name,
                        column -> table.key().contains(column) || random.nextBoolean()
                                ? Optional.of(value(column.type(), table.zeroKey()))
                                : Optional.empty()));
    }

    private Change.CopyPosition position(Table table) {
        var copying = GRAPH.relationsTo(table);
        var relation = random.nextInt(5);
        var child = relation < copying.size() ? copying.get(relation).child() : oneOf(GRAPH.tables());
        return new Change.CopyPosition(relation, maybe(key(child)));
    }

    private Envelope envelope() {
        return new Envelope(
                printable(random.nextInt(1, 127)),
                maybe(printable(random.nextInt(1, 127)).replace(' ', '_')),
                maybe(new Envelope.Debt(
                        random.nextLong(1, Long.MAX_VALUE),
                        maybe(random.nextInt(1_000_000_000)).orElse(0))),
                maybe(oneOf(METAS)));
    }

    private Instant at() {
        var second = random.nextLong(
                Instant.parse("0000-01-01T00:00:00Z").getEpochSecond(),
                Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());
        return Instant.ofEpochSecond(second, random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
    }

    private Key key(Table table) {
        return new Key(table.keyTypes().stream()
                .map(type -> value(type, table.zeroKey()))
                .toList());
    }

    private KeyValue value(KeyType type, boolean zeroKey) {
        return switch (type) {
            case INTEGER -> new IntegerValue(integer(zeroKey));
            case STRING -> new StringValue((zeroKey ? "" : "x") + text());
            case BINARY -> new BinaryValue((zeroKey ? "" : "00") + hex());
        };
    }

    private BigInteger integer(boolean zeroKey) {
        return switch (random.nextInt(zeroKey ? 6 : 5)) {
            case 0 -> BigInteger.valueOf(random.nextLong(1, 1_000));
            case 1 -> BigInteger.valueOf(random.nextLong(Long.MIN_VALUE, 0));
            case 2 -> IntegerValue.MAX.subtract(BigInteger.valueOf(random.nextInt(3)));
            case 3 -> IntegerValue.MIN.add(BigInteger.valueOf(random.nextInt(3)));
            case 4 -> BigInteger.ONE.shiftLeft(63);
            default -> BigInteger.ZERO;
        };
    }

    private String text() {
        return Stream.generate(
                        () -> oneOf(List.of("a", "Z", "0", " ", "\"", "\\", "/", "\n", "\u0000", "ü", "🍲", "\u2028")))
                .limit(random.nextInt(8))
                .collect(Collectors.joining());
    }

    private String hex() {
        return Stream.generate(() -> oneOf(List.of("0f", "a0", "ff", "00")))
                .limit(random.nextInt(20))
                .collect(Collectors.joining());
    }

    private String printable(int length) {
        return "<"
                + random.ints(length, ' ', '~' + 1)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining())
                        .stripTrailing();
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static Table table(String name, boolean zeroKey, KeyColumn... key) {
        return Table.named(name, List.of(key)).traits(new Table.Traits(zeroKey, false));
    }
}
