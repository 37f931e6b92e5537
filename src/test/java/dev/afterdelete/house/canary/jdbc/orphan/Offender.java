package dev.afterdelete.house.canary.jdbc.orphan;

import dev.afterdelete.aws.SqsPublisher;
import picocli.CommandLine;

/** Planted: a class of the room jdbc.orphan would open two doors that are shut. */
interface Offender {
    SqsPublisher room();

    CommandLine library();
}
