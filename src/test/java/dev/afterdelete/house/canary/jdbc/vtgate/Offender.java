package dev.afterdelete.house.canary.jdbc.vtgate;

import com.fasterxml.jackson.core.JsonFactory;
import dev.afterdelete.sweep.Sweeper;

/** Planted: a class of the room jdbc.gauge would open two doors that are shut. */
interface Offender {
    Sweeper room();

    JsonFactory library();
}
