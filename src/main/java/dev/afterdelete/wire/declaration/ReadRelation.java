package dev.afterdelete.wire.declaration;

import dev.afterdelete.graph.Relation;
import dev.afterdelete.wire.yaml.Place;
import java.util.Optional;

/**
 * A relation as read.
 *
 * @param relation one whose action is undecided does nothing
 * @param place where it is written
 * @param undecided where a person has to decide still; empty for most
 */
public record ReadRelation(Relation relation, Place place, Optional<Place> undecided) {}
