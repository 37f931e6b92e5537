package dev.afterdelete.house.canary.plan;

import dev.afterdelete.sql.Probe;
import java.sql.Connection;

/** Planted: a class of the room plan would open two doors that are shut. */
interface Offender {
    Probe room();

    Connection library();
}
