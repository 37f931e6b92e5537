package dev.afterdelete.house.canary.event;

import dev.afterdelete.plan.KeyGroup;
import java.sql.Connection;

/** Planted: a class of the room event would open two doors that are shut. */
interface Offender {
    KeyGroup room();

    Connection library();
}
