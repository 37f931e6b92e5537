package dev.afterdelete.house.canary.guess;

import dev.afterdelete.aws.SqsPublisher;
import picocli.CommandLine;

/** Planted: a class of the room guess would open two doors that are shut. */
interface Offender {
    SqsPublisher room();

    CommandLine library();
}
