package dev.afterdelete.house.canary.live;

import dev.afterdelete.aws.SqsPublisher;
import picocli.CommandLine;

/** Planted: a class of the room live would open two doors that are shut. */
interface Offender {
    SqsPublisher room();

    CommandLine library();
}
