/**
 * How is a plan carried out safely, and how did it end? Key groups come in; outcomes go out, and happenings to whoever
 * listens. The database, waiting and chance are ports. Connections and SQL errors are not here.
 */
@NullMarked
package dev.afterdelete.execute;

import org.jspecify.annotations.NullMarked;
