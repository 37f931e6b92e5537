/**
 * Which queue is it, and on what? The text of a setting comes in, the address of a queue goes out. Who we are to it is
 * not here, and nothing is opened.
 */
@NullMarked
package dev.afterdelete.config.queue;

import org.jspecify.annotations.NullMarked;
