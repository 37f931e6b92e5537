package dev.afterdelete.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the code against the doors of its rooms, and shows with planted offenders that each of them is shut. */
class DoorsTest {
    private static final String PROJECT = "dev.afterdelete";
    private static final String CANARIES = PROJECT + ".house.canary.";
    private static final int MOST_FILES = 14;

    private static final JavaClasses HOUSE = new ClassFileImporter().importPath(Path.of("target/classes"));
    private static final JavaClasses OFFENDERS = new ClassFileImporter().importPackages(CANARIES + "..");

    static List<Room> rooms() {
        return Room.ALL;
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomOpensOnlyItsOwnDoors(Room room) {
        assertThat(offences(room, HOUSE)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void anOffenderPlantedInARoomIsFound(Room room) {
        assertThat(offences(room, OFFENDERS))
                .as("offences planted in %s: one against the rooms, one against the libraries", room.name())
                .anyMatch(offence -> offence.contains("-> " + PROJECT))
                .anyMatch(offence -> !offence.contains("-> " + PROJECT));
    }

    @Test
    void everyClassIsInARoom() {
        assertThat(HOUSE.stream().map(DoorsTest::roomOf).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Room.ALL.stream().map(Room::name).toList());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomStaysSmall(Room room) throws IOException {
        var folder = Path.of(
                "src/main/java/dev/afterdelete",
                room.name().equals("root") ? "" : room.name().replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.endsWith("package-info.java")))
                    .as("files in %s", room.name())
                    .hasSizeLessThanOrEqualTo(MOST_FILES);
        }
    }

    private static List<String> offences(Room room, JavaClasses classes) {
        return classes.stream()
                .filter(origin -> roomOf(origin).equals(room.name()))
                .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
                .filter(dependency ->
                        !isAllowed(room, dependency.getTargetClass().getBaseComponentType()))
                .map(dependency -> dependency.getOriginClass().getName() + " -> "
                        + dependency.getTargetClass().getName())
                .distinct()
                .toList();
    }

    private static boolean isAllowed(Room room, JavaClass target) {
        var name = target.getPackageName();
        if (name.equals(PROJECT) || name.startsWith(PROJECT + ".")) {
            return roomOf(target).equals(room.name()) || room.opens().contains(roomOf(target));
        }
        return isEverywhere(name) || library(room, name).isPresent();
    }

    private static boolean isEverywhere(String name) {
        return name.isEmpty()
                || name.startsWith("org.jspecify.")
                || (name.startsWith("java.") && !name.startsWith("java.sql") && !name.startsWith("java.net.http"));
    }

    private static Optional<String> library(Room room, String name) {
        return room.libraries().stream()
                .filter(library -> name.equals(library) || name.startsWith(library + "."))
                .findFirst();
    }

    /** The innermost room of a class; an offender stands for one of the room that its package names. */
    private static String roomOf(JavaClass type) {
        var name = type.getPackageName().replace(CANARIES, PROJECT + ".");
        var below = name.equals(PROJECT) ? "root" : name.substring(PROJECT.length() + 1);
        return Room.ALL.stream()
                .map(Room::name)
                .filter(room -> below.equals(room) || below.startsWith(room + "."))
                .max(Comparator.comparingInt(String::length))
                .orElse(below);
    }
}
