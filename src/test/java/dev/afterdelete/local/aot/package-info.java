/**
 * Makes an AOT cache for functions that start without a snapshot: their code goes in, as it was built for deployment,
 * and the same code with a cache beside it comes out. What starts a function from it is {@code start} among the
 * resources.
 */
@NullMarked
package dev.afterdelete.local.aot;

import org.jspecify.annotations.NullMarked;
