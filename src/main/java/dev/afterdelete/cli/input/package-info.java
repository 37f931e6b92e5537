/**
 * What does a person type, and when do they want it to end? Tables and keys as arguments become those of the
 * declaration, and the signals of a terminal or a supervisor become a request to stop.
 */
@NullMarked
package dev.afterdelete.cli.input;

import org.jspecify.annotations.NullMarked;
