package dev.afterdelete.house.canary.fault;

import dev.afterdelete.graph.Key;
import java.sql.Connection;

/** Planted: a class of the room fault would open two doors that are shut. */
interface Offender {
    Key room();

    Connection library();
}
