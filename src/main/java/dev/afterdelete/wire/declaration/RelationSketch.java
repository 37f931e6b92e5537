package dev.afterdelete.wire.declaration;

import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.wire.yaml.Place;
import java.util.List;
import java.util.Optional;

/** What could be read of one relation; a part is empty after a mistake in it. */
record RelationSketch(
        Place place,
        Optional<Reference> child,
        Optional<Reference> parent,
        Optional<List<Constant>> where,
        Optional<OnDelete> onDelete) {}
