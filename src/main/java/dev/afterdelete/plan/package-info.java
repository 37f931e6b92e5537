/**
 * What has to be done, in which order? Messages come in; key groups and the plan of their cascade go out. Pure. How a
 * step reads in SQL, and what becomes of it, is not here.
 */
@NullMarked
package dev.afterdelete.plan;

import org.jspecify.annotations.NullMarked;
