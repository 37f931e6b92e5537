package dev.afterdelete.house.canary.check;

import dev.afterdelete.aws.SqsPublisher;
import picocli.CommandLine;

/** Planted: a class of the room check would open two doors that are shut. */
interface Offender {
    SqsPublisher room();

    CommandLine library();
}
