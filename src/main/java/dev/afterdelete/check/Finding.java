package dev.afterdelete.check;

import dev.afterdelete.wire.yaml.Place;
import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that a check found.
 *
 * @param code the stable name
 * @param subject the table, column or reference that it is about
 * @param place where the declaration says what it is about; empty where it says nothing
 * @param message what is the matter, on one line
 * @param remedy what to do, on one line
 */
public record Finding(FindingCode code, String subject, Optional<Place> place, String message, String remedy) {
    /** The most severe first, then by place; what has no place comes after what has one. */
    static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .thenComparing(finding -> finding.place.isEmpty())
            .thenComparing(finding -> finding.place.orElse(Place.START))
            .thenComparing(Finding::code)
            .thenComparing(Finding::subject);

    /** How much it matters. */
    public Severity severity() {
        return code.severity();
    }
}
