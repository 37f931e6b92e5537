/**
 * What a newcomer sees first: the whole system at work on the sample application. Starting the parts is not here, but
 * in the package above; here they are used, and what they did is told and verified.
 */
@NullMarked
package dev.afterdelete.local.demo;

import org.jspecify.annotations.NullMarked;
