package dev.afterdelete.house.canary.jdbc.catalogue;

import dev.afterdelete.aws.SqsPublisher;
import picocli.CommandLine;

/** Planted: a class of the room jdbc.catalogue would open two doors that are shut. */
interface Offender {
    SqsPublisher room();

    CommandLine library();
}
