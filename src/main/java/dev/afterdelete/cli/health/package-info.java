/** Is the worker well? Whoever asks on a loopback port hears it. What a worker does is not here. */
@NullMarked
package dev.afterdelete.cli.health;

import org.jspecify.annotations.NullMarked;
