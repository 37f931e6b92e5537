package dev.afterdelete.house.canary.gate;

import dev.afterdelete.aws.SqsPublisher;
import picocli.CommandLine;

/** Planted: a class of the room gate would open two doors that are shut. */
interface Offender {
    SqsPublisher room();

    CommandLine library();
}
