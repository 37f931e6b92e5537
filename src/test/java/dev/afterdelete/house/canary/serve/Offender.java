package dev.afterdelete.house.canary.serve;

import dev.afterdelete.sweep.RelayPolicy;
import java.sql.Connection;

/** Planted: a class of the room serve would open two doors that are shut. */
interface Offender {
    RelayPolicy room();

    Connection library();
}
