package dev.afterdelete.house.canary.redrive;

import dev.afterdelete.serve.Answer;
import java.sql.Connection;

/** Planted: a class of the room redrive would open two doors that are shut. */
interface Offender {
    Answer room();

    Connection library();
}
