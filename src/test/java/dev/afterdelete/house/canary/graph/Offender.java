package dev.afterdelete.house.canary.graph;

import dev.afterdelete.sql.Probe;
import java.sql.Connection;

/** Planted: a class of the room graph would open two doors that are shut. */
interface Offender {
    Probe room();

    Connection library();
}
