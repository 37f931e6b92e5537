package dev.afterdelete.house.canary.infer;

import dev.afterdelete.aws.SqsPublisher;
import picocli.CommandLine;

/** Planted: a class of the room infer would open two doors that are shut. */
interface Offender {
    SqsPublisher room();

    CommandLine library();
}
