package dev.afterdelete.house;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A package below {@code dev.afterdelete}, and its doors.
 *
 * @param name the package; {@code root} for {@code dev.afterdelete} itself
 * @param question what it answers
 * @param opens the rooms that it may use
 * @param libraries packages, beyond {@code java.*} without {@code java.sql} and JSpecify, that it may use
 */
record Room(String name, String question, Set<String> opens, Set<String> libraries) {
    private static final String JACKSON = "com.fasterxml.jackson.core";
    private static final String LAMBDA = "com.amazonaws.services.lambda.runtime";

    /** Every room, lowest first. */
    static final List<Room> ALL = List.of(
            room("fault", "what is this failure called, and can trying again help?", Set.of()),
            room("graph", "what refers to what, and what must follow?", Set.of("fault")),
            room("event", "what happened, and how is it carried?", Set.of("fault", "graph")),
            room("plan", "what has to be done, in which order?", Set.of("fault", "graph", "event")),
            room("sql", "how does one bounded piece read in MySQL?", upTo("plan")),
            room("transact", "what can one transaction do, and how much of it?", upTo("sql")),
            room("restrict", "may the rows go?", upTo("transact")),
            room("rekey", "what follows from a key update?", upTo("transact")),
            room("copy", "what do children repeat of their parent?", upTo("transact")),
            room("preview", "what would a delete touch?", upTo("transact")),
            room(
                    "attempt",
                    "what does one bounded transaction do?",
                    with(upTo("transact"), "restrict", "rekey", "copy", "preview")),
            room("work", "what is left to do, and in which turn?", upTo("attempt")),
            room("execute", "how is a plan carried out safely, and how did it end?", with(upTo("attempt"), "work")),
            room("throttle", "how fast may it go?", upTo("execute")),
            room("serve", "what becomes of what was asked for?", with(upTo("execute"), "restrict", "preview")),
            room(
                    "worker",
                    "what takes messages off a queue where there is no Lambda?",
                    Set.of("fault", "event", "execute")),
            room("sweep", "what did nobody finish?", upTo("execute")),
            room("redrive", "what becomes of what was refused?", Set.of("fault", "graph", "event")),
            room("orphan", "which references lead nowhere?", upTo("execute")),
            room("config.queue", "which queue is it, and on what?", Set.of("fault")),
            room("config", "what did the operator ask for?", Set.of("fault", "config.queue")),
            room(
                    "wire",
                    "how do bytes become our types?",
                    Set.of("fault", "graph", "event"),
                    JACKSON,
                    "org.snakeyaml.engine"),
            room("live", "what is there in the database?", Set.of("graph")),
            room("guess", "which columns look like references?", Set.of("graph", "live")),
            room("infer", "what could the declaration of a database be?", Set.of("graph", "live", "guess")),
            room("gate", "may statements run on these tables?", Set.of("fault", "graph", "live")),
            room(
                    "check",
                    "does a declaration fit the database?",
                    Set.of("fault", "graph", "live", "guess", "gate", "wire")),
            room("jdbc.catalogue", "how do columns and indexes read in a catalogue?", Set.of("live"), "java.sql"),
            room(
                    "jdbc",
                    "how do the ports look on MySQL?",
                    with(upTo("execute"), "redrive", "config", "live", "gate", "jdbc.catalogue", "jdbc.vtgate"),
                    "java.sql",
                    "com.mysql.cj"),
            room(
                    "jdbc.vtgate",
                    "where does a vtgate send a statement?",
                    Set.of("fault", "graph", "sql", "live"),
                    "java.sql"),
            room(
                    "jdbc.gauge",
                    "how busy is the database?",
                    Set.of("fault", "execute", "throttle", "config", "jdbc"),
                    "java.sql"),
            room(
                    "jdbc.schema",
                    "how does a database describe itself?",
                    Set.of("graph", "live", "jdbc", "jdbc.catalogue", "jdbc.vtgate"),
                    "java.sql"),
            room(
                    "jdbc.orphan",
                    "how does the orphan scan look at MySQL?",
                    Set.of("fault", "graph", "sql", "orphan", "jdbc"),
                    "java.sql"),
            room(
                    "aws",
                    "how do the ports look on AWS?",
                    Set.of("fault", "event", "redrive", "config", "worker"),
                    JACKSON,
                    "software.amazon.awssdk"),
            room(
                    "rabbit",
                    "how do the ports look on RabbitMQ?",
                    Set.of("fault", "event", "redrive", "config", "config.queue", "worker"),
                    "com.rabbitmq.client",
                    "javax.net.ssl"),
            room("observe", "who gets told, and in what form?", with(upTo("execute"), "config"), JACKSON),
            room(
                    "root",
                    "how do the rooms fit?",
                    with(
                            upTo("execute"),
                            "throttle",
                            "serve",
                            "worker",
                            "preview",
                            "sweep",
                            "redrive",
                            "orphan",
                            "config",
                            "config.queue",
                            "wire",
                            "live",
                            "jdbc",
                            "jdbc.gauge",
                            "jdbc.orphan",
                            "jdbc.schema",
                            "aws",
                            "rabbit",
                            "observe")),
            room(
                    "lambda",
                    "how does AWS call us?",
                    Set.of(
                            "root",
                            "fault",
                            "graph",
                            "event",
                            "transact",
                            "execute",
                            "serve",
                            "sweep",
                            "orphan",
                            "wire"),
                    JACKSON,
                    LAMBDA,
                    "org.crac",
                    "org.joda.time"),
            room("cli.health", "is the worker well?", Set.of("fault", "worker"), "com.sun.net.httpserver"),
            room(
                    "cli",
                    "how does a person call us?",
                    Set.of(
                            "root",
                            "cli.health",
                            "rabbit",
                            "fault",
                            "graph",
                            "event",
                            "plan",
                            "sql",
                            "transact",
                            "execute",
                            "serve",
                            "worker",
                            "preview",
                            "sweep",
                            "redrive",
                            "orphan",
                            "wire",
                            "live",
                            "guess",
                            "infer",
                            "check"),
                    JACKSON,
                    "picocli"));

    /** The README's table of the rooms. */
    static String markdown() {
        return ALL.stream()
                .map(room -> "| `%s` | %s | %s | %s |"
                        .formatted(room.name, room.question, listed(room.opens), listed(room.libraries)))
                .collect(Collectors.joining(
                        "\n",
                        "| room | the question it answers | rooms it opens | libraries |\n|---|---|---|---|\n",
                        "\n"));
    }

    private static String listed(Set<String> names) {
        return names.isEmpty()
                ? "–"
                : names.stream().sorted().map(name -> "`" + name + "`").collect(Collectors.joining(" "));
    }

    private static Room room(String name, String question, Set<String> opens, String... libraries) {
        return new Room(name, question, opens, Set.of(libraries));
    }

    /** The core rooms, lowest first, as far as {@code last}. */
    private static Set<String> upTo(String last) {
        var core = List.of("fault", "graph", "event", "plan", "sql", "transact", "attempt", "execute");
        return Set.copyOf(core.subList(0, core.indexOf(last) + 1));
    }

    private static Set<String> with(Set<String> rooms, String... more) {
        return Stream.concat(rooms.stream(), Stream.of(more)).collect(Collectors.toSet());
    }
}
