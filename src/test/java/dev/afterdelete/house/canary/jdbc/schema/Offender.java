package dev.afterdelete.house.canary.jdbc.schema;

import dev.afterdelete.aws.SqsPublisher;
import picocli.CommandLine;

/** Planted: a class of the room jdbc.schema would open two doors that are shut. */
interface Offender {
    SqsPublisher room();

    CommandLine library();
}
