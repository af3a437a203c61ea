package dev.retort.adopt;

import dev.retort.error.AdoptionException;
import dev.retort.error.AdoptionException.Obstacle;
import dev.retort.error.Nearest;
import java.util.List;
import java.util.Optional;

/**
 * A database is at a version that is mapped to no revision.
 *
 * @param tool the other tool
 * @param versions where the database is, for example {@code ["1.5"]}
 * @param state the same in words, for example {@code Flyway has brought the database to version
 *     "1.5"}
 */
record Unmapped(OtherTool tool, List<String> versions, String state) {

  /** Says that the mapped versions have no order: any of them would do. */
  AdoptionException amongOthers() {
    Nearest nearest = Nearest.like(versions.get(0));
    if (mapped().size() > 1) {
      mapped().forEach(nearest::offer);
    }
    return exception(
        nearest.best().map(each -> "; the nearest is \"" + each + "\"").orElse(""),
        "Bring the database to "
            + (mapped().size() == 1 ? "it" : "one of them")
            + " with "
            + tool.name()
            + " first, or map "
            + Listing.quoted(versions)
            + " too.");
  }

  /** Says which mapped version comes next, if one does. */
  AdoptionException before(Optional<String> next) {
    return next.isPresent()
        ? exception(
            "",
            "Bring the database to %s first, or map \"%s\" too."
                .formatted(next.get(), versions.get(0)))
        : newer();
  }

  /** Says that the database has everything that is mapped, and more. */
  AdoptionException newer() {
    return exception(
        "",
        "The database is newer than that: use the newer version of the application, or map \"%s\" too."
            .formatted(versions.get(0)));
  }

  private AdoptionException exception(String aside, String fix) {
    return new AdoptionException(
        Obstacle.UNMAPPED,
        tool.name(),
        versions,
        "%s, which %s not mapped. Mapped %s %s%s. %s"
            .formatted(
                state,
                versions.size() == 1 ? "is" : "are",
                mapped().size() == 1 ? "is" : "are",
                Listing.quoted(mapped()),
                aside,
                fix));
  }

  private List<String> mapped() {
    return tool.mapping().stream().map(Mapped::version).toList();
  }
}
