package dev.retort.processor.body;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a text comes from.
 *
 * @param place the whole of it
 * @param pieces what it was put together from, in their order
 */
record Origin(TreePlace place, List<Piece> pieces) {

  /**
   * A piece of a text.
   *
   * @param start its offset within the text
   * @param place where it is written
   */
  record Piece(int start, TreePlace place) {}

  static Origin of(TreePlace place) {
    return new Origin(place, List.of(new Piece(0, place)));
  }

  /** Returns the origin of this text followed by another. */
  Origin followedBy(int length, Origin next, TreePlace both) {
    List<Piece> all = new ArrayList<>(pieces);
    next.pieces.forEach(piece -> all.add(new Piece(piece.start() + length, piece.place())));
    return new Origin(both, all);
  }

  TreePlace at(int offset) {
    TreePlace found = pieces.get(0).place();
    for (Piece piece : pieces) {
      if (piece.start() <= offset) {
        found = piece.place();
      }
    }
    return found;
  }
}
