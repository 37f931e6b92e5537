/**
 * What can one transaction do, and how much of it? Bounded statements come in; keys and counts go out. The transaction
 * is a port. What is done in which order is not here.
 */
@NullMarked
package dev.afterdelete.transact;

import org.jspecify.annotations.NullMarked;
