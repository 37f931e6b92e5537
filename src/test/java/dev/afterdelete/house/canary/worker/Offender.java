package dev.afterdelete.house.canary.worker;

import dev.afterdelete.serve.BatchConsumer;
import java.sql.Connection;

/** Planted: a class of the room worker would open two doors that are shut. */
interface Offender {
    BatchConsumer room();

    Connection library();
}
