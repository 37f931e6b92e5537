package dev.afterdelete.local;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** A kind of servers that tests run on. {@code -Dservers=vitess} runs all of them on that one kind alone. */
enum ServerKind {
    /** MariaDB and a queue, out of jars. */
    EMBEDDED(Servers::embedded),
    /** MySQL and a queue in containers. */
    CONTAINERS(Servers::containers),
    /** Vitess in a container, and a queue out of a jar. */
    VITESS(Servers::vitess);

    private static final String CHOSEN = System.getProperty("servers", "");

    private final Supplier<Servers> servers;

    ServerKind(Supplier<Servers> servers) {
        this.servers = servers;
    }

    /** Those that a test class runs on. */
    static List<ServerKind> chosenFor(Class<?> tests) {
        var chosen = Arrays.stream(values())
                .filter(kind ->
                        CHOSEN.isEmpty() || kind.name().toLowerCase(Locale.ROOT).equals(CHOSEN))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalStateException("-Dservers: expected one of %s, was %s"
                    .formatted(Arrays.toString(values()).toLowerCase(Locale.ROOT), CHOSEN));
        }
        return chosen.stream()
                .filter(kind -> kind != VITESS || !tests.isAnnotationPresent(NotOnVitess.class))
                .toList();
    }

    boolean needsDocker() {
        return this != EMBEDDED;
    }

    /** Whether {@code -Dservers} leaves any out. */
    static boolean areChosen() {
        return !CHOSEN.isEmpty();
    }

    /** Servers of this kind, which start when they are first asked for. */
    Servers servers() {
        return servers.get();
    }
}
