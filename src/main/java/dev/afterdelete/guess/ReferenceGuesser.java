package dev.afterdelete.guess;

import dev.afterdelete.live.LiveColumn;
import dev.afterdelete.live.LiveDatabase;
import dev.afterdelete.live.LiveTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds columns that look like references, by their names and types. It knows nothing of foreign keys. */
public final class ReferenceGuesser {
    /** Words for a person, in the order in which tables are looked for. */
    private static final List<String> PEOPLE = List.of("user", "account", "member", "person", "employee");

    private static final Set<String> ROLES = Set.of(
            "author",
            "owner",
            "creator",
            "editor",
            "assignee",
            "reviewer",
            "approver",
            "sender",
            "recipient",
            "receiver",
            "uploader",
            "inviter",
            "follower",
            "manager",
            "moderator",
            "instructor",
            "teacher",
            "student");
    private static final Set<String> SELF = Set.of("parent", "ancestor", "root", "previous", "next", "original");

    /** Columns of these names tell rows apart in many tables, and say nothing of any other. */
    private static final Set<String> COMMON =
            Set.of("id", "uuid", "guid", "code", "key", "name", "title", "slug", "email", "token", "number", "hash");

    private final LiveDatabase database;
    private final TableNames names;

    /** Guesses about the tables of {@code database}. */
    public ReferenceGuesser(LiveDatabase database) {
        this.database = database;
        this.names = new TableNames(database);
    }

    /** Every guess, in the order of tables and columns. */
    public List<Guess> guesses() {
        return clues().stream()
                .filter(clue -> clue.obstacle().isEmpty())
                .map(Clue::guess)
                .distinct()
                .toList();
    }

    /** Columns whose names say that they are references, and whose types do not: a sentence each. */
    public List<String> misfits() {
        return clues().stream()
                .flatMap(clue -> clue
                        .obstacle()
                        .filter(_ -> clue.site().stem().hasEnding())
                        .map(obstacle -> "%s.%s looks like a reference to %s, but %s"
                                .formatted(
                                        clue.guess().child(),
                                        String.join(",", clue.guess().columns()),
                                        clue.guess().parent(),
                                        obstacle))
                        .stream())
                .distinct()
                .toList();
    }

    /** Where the type of what a column refers to stands in a column beside it, as {@code subject_type}. */
    public static Optional<LiveColumn> typeBeside(LiveTable child, LiveColumn column) {
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

    private List<Clue> clues() {
        return database.tables().stream()
                .filter(LiveTable::isStored)
                .filter(child -> !LiveDatabase.isOwn(child.name()))
                .flatMap(child -> child.columns().stream()
                        .filter(column -> !hasForeignKey(child, column))
                        .flatMap(column -> clue(child, column).stream()))
                .toList();
    }

    /** What a foreign key says, to whatever database, leaves nothing to guess. */
    private static boolean hasForeignKey(LiveTable child, LiveColumn column) {
        return child.foreignKeys().stream()
                .flatMap(foreignKey -> foreignKey.columns().stream())
                .anyMatch(column.name()::equalsIgnoreCase);
    }

    private Optional<Clue> clue(LiveTable child, LiveColumn column) {
        if (typeBeside(child, column).isPresent()) {
            return Optional.empty();
        }
        return Stem.of(column.name()).stream()
                .map(stem -> new Site(child, column, stem))
                .flatMap(site -> clue(site).stream())
                .findFirst();
    }

    private Optional<Clue> clue(Site site) {
        return whole(site)
                .or(() -> self(site))
                .or(() -> site.stem().hasEnding() ? part(site) : Optional.empty())
                .or(() -> person(site))
                .or(() -> sameName(site));
    }

    private Optional<Clue> whole(Site site) {
        var confidence = site.stem().hasEnding() ? Confidence.LIKELY : Confidence.POSSIBLE;
        return names.find(site.stem().words(), site.child())
                .filter(parent -> site.stem().hasEnding() || !isCount(site.column(), parent))
                .flatMap(parent -> site.clue(parent, confidence, "the name says the table"));
    }

    /** A number that is called as a table, in the plural, says how many there are. */
    private static boolean isCount(LiveColumn column, LiveTable parent) {
        var word = Words.of(column.name()).getLast();
        return word.endsWith("s") && Words.of(parent.name()).getLast().equals(word);
    }

    private static Optional<Clue> self(Site site) {
        var words = site.stem().words();
        if (words.size() != 1 || !SELF.contains(words.getFirst())) {
            return Optional.empty();
        }
        var confidence = words.getFirst().equals("parent") ? Confidence.LIKELY : Confidence.POSSIBLE;
        return site.clue(site.child(), confidence, "the name says a row of the same table");
    }

    private Optional<Clue> part(Site site) {
        return site.stem()
                .shorter()
                .flatMap(shorter -> names.find(shorter.words(), site.child()).stream())
                .findFirst()
                .or(() -> names.findEnding(site.stem().words()))
                .flatMap(parent -> site.clue(parent, Confidence.POSSIBLE, "the name says the table in part"));
    }

    private Optional<Clue> person(Site site) {
        var words = site.stem().words();
        if (!(words.size() > 1 && words.getLast().equals("by")) && !ROLES.contains(words.getLast())) {
            return Optional.empty();
        }
        return PEOPLE.stream()
                .flatMap(person -> names.find(List.of(person), site.child()).stream())
                .findFirst()
                .flatMap(parent -> site.clue(parent, Confidence.POSSIBLE, "the name says a person"));
    }

    private Optional<Clue> sameName(Site site) {
        var column = site.column().name();
        if (Words.of(column).stream().allMatch(COMMON::contains)) {
            return Optional.empty();
        }
        return names.findByKey(column)
                .filter(parent -> !parent.equals(site.child()))
                .flatMap(parent -> site.clueByName(parent, "a unique column of that table has the same name"));
    }
}
