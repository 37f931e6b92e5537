/**
 * How does a person call us? Arguments and environment variables come in; text and an exit code go out. What a command
 * does is done by the rooms below.
 */
@NullMarked
package dev.afterdelete.cli;

import org.jspecify.annotations.NullMarked;
