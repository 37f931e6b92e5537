/**
 * Who gets told, and in what form? Happenings come in; log lines and one metrics line an invocation go out. What
 * happens is not changed by being told.
 */
@NullMarked
package dev.afterdelete.observe;

import org.jspecify.annotations.NullMarked;
