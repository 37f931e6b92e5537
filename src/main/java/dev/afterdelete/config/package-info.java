/**
 * What did the operator ask for? Environment variables come in; settings that are complete and possible go out. What
 * the core makes of them is not here.
 */
@NullMarked
package dev.afterdelete.config;

import org.jspecify.annotations.NullMarked;
