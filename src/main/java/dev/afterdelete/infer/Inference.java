package dev.afterdelete.infer;

import dev.afterdelete.guess.Confidence;
import dev.afterdelete.guess.Guess;
import dev.afterdelete.guess.ReferenceGuesser;
import dev.afterdelete.infer.InferredRelation.Identity;
import dev.afterdelete.live.LiveDatabase;
import dev.afterdelete.live.LiveForeignKey;
import dev.afterdelete.live.LiveTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a database suggests that its declaration be.
 *
 * @param database what was looked at
 * @param relations grouped by their parents, the surest first
 * @param remarks what looks like a relation and cannot be declared as it is, a sentence each
 */
public record Inference(LiveDatabase database, List<InferredRelation> relations, List<String> remarks) {
    public Inference {
        relations = List.copyOf(relations);
        remarks = List.copyOf(remarks);
    }

    /** What native foreign keys say, and where there are none, what names and types suggest. */
    public static Inference of(LiveDatabase database) {
        var collected = new Collected(database);
        collected.foreignKeys();
        collected.guesses();
        return collected.inference();
    }

    /** What native foreign keys say, and nothing that is guessed. */
    public static Inference ofForeignKeys(LiveDatabase database) {
        var collected = new Collected(database);
        collected.foreignKeys();
        return collected.inference();
    }

    /** The relations that a person has to decide still. */
    public long undecided() {
        return relations.stream().filter(Inference::isUndecided).count();
    }

    /**
     * The declaration, with comments. It can be read as a draft unless there is no relation at all, or tables are
     * sharded as no declaration can say; then reading says so.
     */
    public String text() {
        return new DeclarationText(this).write();
    }

    static boolean isUndecided(InferredRelation relation) {
        return relation.onDelete().equals(InferredRelation.UNDECIDED);
    }

    /** Collects relations, each once. */
    private static final class Collected {
        private final LiveDatabase database;
        private final Map<Identity, InferredRelation> relations = new LinkedHashMap<>();
        private final Set<Identity> seen = new HashSet<>();
        private final Set<String> remarks = new LinkedHashSet<>();
        private final Declarable declarable;

        Collected(LiveDatabase database) {
            this.database = database;
            this.declarable = new Declarable(database);
        }

        void foreignKeys() {
            for (var child : database.tables()) {
                child.foreignKeys().forEach(foreignKey -> add(child, foreignKey));
            }
        }

        void guesses() {
            var guesser = new ReferenceGuesser(database);
            guesser.guesses().stream()
                    .filter(Predicate.not(this::isKnown))
                    .map(InferredRelation::of)
                    .forEach(this::add);
            remarks.addAll(guesser.misfits());
            remarks.addAll(Polymorphic.remarks(database));
        }

        Inference inference() {
            var counts = new HashMap<String, Integer>();
            relations.values().forEach(relation -> counts.merge(relation.guess().parent(), 1, Integer::sum));
            var ordered = new ArrayList<>(relations.values());
            ordered.sort(Comparator.<InferredRelation, Integer>comparing(
                            relation -> -counts.getOrDefault(relation.guess().parent(), 0))
                    .thenComparing(relation -> relation.guess().parent())
                    .thenComparing(relation -> relation.guess().confidence())
                    .thenComparing(relation -> relation.guess().child()));
            return new Inference(database, ordered, List.copyOf(remarks));
        }

        private void add(LiveTable child, LiveForeignKey foreignKey) {
            var parent = database.find(foreignKey.parent());
            if (parent.isEmpty()) {
                remarks.add("the foreign key %s of %s refers to %s, which is not in this database"
                        .formatted(foreignKey.name(), child.name(), foreignKey.parent()));
                return;
            }
            var guess = new Guess(
                    child.name(),
                    foreignKey.columns(),
                    parent.get().name(),
                    foreignKey.parentColumns(),
                    Confidence.SURE,
                    "foreign key %s".formatted(foreignKey.name()));
            add(InferredRelation.of(guess, foreignKey));
        }

        private void add(InferredRelation relation) {
            seen.add(relation.identity());
            var objection = declarable.objection(relation.guess());
            objection.ifPresentOrElse(
                    remarks::add, () -> relations.merge(relation.identity(), relation, Collected::stricter));
        }

        /** Of two foreign keys on the same columns, the one that allows less decides in InnoDB, too. */
        private static InferredRelation stricter(InferredRelation known, InferredRelation other) {
            return known.onDelete().equals("restrict") ? known : other;
        }

        private boolean isKnown(Guess guess) {
            return seen.stream()
                    .anyMatch(known -> known.child().equals(guess.child())
                            && guess.columns().stream()
                                    .allMatch(column -> known.columns().containsKey(column.toLowerCase(Locale.ROOT))));
        }
    }
}
