package dev.afterdelete.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.live.LiveDatabase;
import dev.afterdelete.live.TableSketch;
import dev.afterdelete.wire.RelationsReader;
import java.util.List;

/**
 * What a check of a declaration found.
 *
 * @param findings in their order
 */
record Checked(List<Finding> findings) {
    /** Checks a declaration, {@code version} excluded, against tables. */
    static Checked of(String declaration, TableSketch... tables) {
        return of(declaration, TableSketch.database(tables));
    }

    static Checked of(String declaration, LiveDatabase database) {
        var draft = RelationsReader.readDraft("version: 1\n" + declaration, "relations.yaml");
        return new Checked(SchemaCheck.findings(draft, database));
    }

    /** One relation, against tables. */
    static Checked relation(String relation, TableSketch... tables) {
        return of("relations: [{ " + relation + " }]", tables);
    }

    /** Requires that there is no error and no warning. */
    void isFine() {
        assertThat(findings)
                .filteredOn(finding -> finding.severity() != Severity.INFO)
                .isEmpty();
    }

    /** Requires that exactly these errors and warnings were found, in any order. */
    Checked has(FindingCode... codes) {
        assertThat(findings)
                .filteredOn(finding -> finding.severity() != Severity.INFO)
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(codes);
        return this;
    }

    /** Requires that nothing of this kind was found. */
    void hasNo(FindingCode code) {
        assertThat(findings).extracting(Finding::code).doesNotContain(code);
    }

    /** The only finding of this kind. */
    Finding only(FindingCode code) {
        var found = findings.stream().filter(finding -> finding.code() == code).toList();
        assertThat(found).as("findings of the kind %s", code).hasSize(1);
        return found.getFirst();
    }

    /** The message and the remedy of the only finding of this kind. */
    String say(FindingCode code) {
        return only(code).message() + "\n" + only(code).remedy();
    }
}
