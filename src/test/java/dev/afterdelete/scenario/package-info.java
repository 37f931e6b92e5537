/**
 * Does the whole system do what it promises, on real servers? The handlers run as they are deployed: real settings,
 * real events in JSON, a real database and a real queue. What a single room does is tested beside that room.
 */
@NullMarked
package dev.afterdelete.scenario;

import org.jspecify.annotations.NullMarked;
