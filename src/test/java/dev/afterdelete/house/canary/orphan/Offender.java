package dev.afterdelete.house.canary.orphan;

import dev.afterdelete.serve.Answer;
import java.sql.Connection;

/** Planted: a class of the room orphan would open two doors that are shut. */
interface Offender {
    Answer room();

    Connection library();
}
