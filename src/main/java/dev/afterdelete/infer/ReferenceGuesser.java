package dev.afterdelete.infer;

import dev.afterdelete.live.Collations;
import dev.afterdelete.live.ColumnType;
import dev.afterdelete.live.LiveColumn;
import dev.afterdelete.live.LiveDatabase;
import dev.afterdelete.live.LiveTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds columns that look like references, by their names and types. It knows nothing of foreign keys. */
public final class ReferenceGuesser {
    /** Words for a person, in the order in which tables are looked for. */
    private static final List<String> PEOPLE = List.of("user", "account", "member", "person", "employee");

    private static final Set<String> ROLES = Set.of(
            "author", "owner", "creator", "editor", "assignee", "reviewer", "approver", "sender", "recipient",
            "receiver", "uploader", "inviter", "follower", "manager", "moderator", "instructor", "teacher", "student");
    private static final Set<String> SELF = Set.of("parent", "ancestor", "root", "previous", "next", "original");

    private final LiveDatabase database;
    private final TableNames names;

    /** Guesses about the tables of {@code database}. */
    public ReferenceGuesser(LiveDatabase database) {
        this.database = database;
        this.names = new TableNames(database);
    }

    /** Every guess, in the order of tables and columns. */
    public List<Guess> guesses() {
        return database.tables().stream()
                .filter(LiveTable::isStored)
                .flatMap(child -> child.columns().stream().flatMap(column -> guess(child, column).stream()))
                .distinct()
                .toList();
    }

    /** Whether the type of what a column refers to stands in a column beside it, as {@code subject_type}. */
    static Optional<LiveColumn> typeBeside(LiveTable child, LiveColumn column) {
        var words = Words.of(column.name());
        if (words.size() < 2 || !words.getLast().equals("id")) {
            return Optional.empty();
        }
        var wanted = new ArrayList<>(words.subList(0, words.size() - 1));
        wanted.add("type");
        return child.columns().stream()
                .filter(beside -> Words.of(beside.name()).equals(wanted))
                .findFirst();
    }

    private Optional<Guess> guess(LiveTable child, LiveColumn column) {
        if (typeBeside(child, column).isPresent()) {
            return Optional.empty();
        }
        return Stem.of(column.name()).stream()
                .flatMap(stem -> guess(child, column, stem).stream())
                .findFirst();
    }

    private Optional<Guess> guess(LiveTable child, LiveColumn column, Stem stem) {
        var place = new Site(child, column, stem);
        return whole(place)
                .or(() -> self(place))
                .or(() -> stem.hasEnding() ? part(place) : Optional.empty())
                .or(() -> person(place));
    }

    private Optional<Guess> whole(Site site) {
        var confidence = site.stem().hasEnding() ? Confidence.LIKELY : Confidence.POSSIBLE;
        return names.find(site.stem().words(), site.child())
                .filter(parent -> site.stem().hasEnding() || !isCount(site.column(), parent))
                .flatMap(parent -> guess(site, parent, confidence, "the name says the table"));
    }

    /** A number that is called as a table, in the plural, says how many there are. */
    private static boolean isCount(LiveColumn column, LiveTable parent) {
        var word = Words.of(column.name()).getLast();
        return word.endsWith("s") && Words.of(parent.name()).getLast().equals(word);
    }

    private Optional<Guess> self(Site site) {
        var words = site.stem().words();
        if (words.size() != 1 || !SELF.contains(words.getFirst())) {
            return Optional.empty();
        }
        var confidence = words.getFirst().equals("parent") ? Confidence.LIKELY : Confidence.POSSIBLE;
        return guess(site, site.child(), confidence, "the name says a row of the same table");
    }

    private Optional<Guess> part(Site site) {
        return site.stem()
                .shorter()
                .flatMap(shorter -> names.find(shorter.words(), site.child()).stream())
                .findFirst()
                .flatMap(parent -> guess(site, parent, Confidence.POSSIBLE, "the end of the name says the table"));
    }

    private Optional<Guess> person(Site site) {
        var words = site.stem().words();
        if (!(words.size() > 1 && words.getLast().equals("by")) && !ROLES.contains(words.getLast())) {
            return Optional.empty();
        }
        return PEOPLE.stream()
                .flatMap(person -> names.find(List.of(person), site.child()).stream())
                .findFirst()
                .flatMap(parent -> guess(site, parent, Confidence.POSSIBLE, "the name says a person"));
    }

    private Optional<Guess> guess(Site site, LiveTable parent, Confidence confidence, String reason) {
        return KeyMatch.of(site.child(), site.column(), site.stem(), parent)
                .filter(match -> !(parent.equals(site.child()) && match.columns().equals(match.parentColumns())))
                .flatMap(match -> typed(site.child(), parent, match, confidence, reason));
    }

    /** A guess only where values can be compared as they are; equal types make it better. */
    private static Optional<Guess> typed(
            LiveTable child, LiveTable parent, KeyMatch match, Confidence confidence, String reason) {
        var equal = true;
        for (var place = 0; place < match.columns().size(); place++) {
            var type = child.find(match.columns().get(place)).orElseThrow().type();
            var parentType = parent.find(match.parentColumns().get(place)).orElseThrow().type();
            if (!fits(type, parentType)) {
                return Optional.empty();
            }
            equal &= type.toString().equals(parentType.toString());
        }
        return Optional.of(new Guess(
                child.name(),
                match.columns(),
                parent.name(),
                match.parentColumns(),
                equal ? confidence : Confidence.POSSIBLE,
                reason + (equal ? ", the types are equal" : ", the types differ somewhat")));
    }

    private static boolean fits(ColumnType child, ColumnType parent) {
        var wider = Stream.of(child.collation(), parent.collation()).allMatch(Optional::isPresent)
                && Collations.isWider(child.collation().orElseThrow(), parent.collation().orElseThrow());
        return parent.keyType().isPresent() && child.keyType().equals(parent.keyType()) && !wider;
    }

    /** A column, and how its name was taken apart. */
    private record Site(LiveTable child, LiveColumn column, Stem stem) {}
}
