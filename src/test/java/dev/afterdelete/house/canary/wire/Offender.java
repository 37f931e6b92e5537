package dev.afterdelete.house.canary.wire;

import dev.afterdelete.sql.Probe;
import java.sql.Connection;

/** Planted: a class of the room wire would open two doors that are shut. */
interface Offender {
    Probe room();

    Connection library();
}
