/**
 * What is this failure called, and can trying again help? Nothing comes in; stable codes with their class go out. How a
 * driver's error becomes one is not here: adapters know their own.
 */
@NullMarked
package dev.afterdelete.fault;

import org.jspecify.annotations.NullMarked;
