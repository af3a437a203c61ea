package dev.retort.processor.body;

import dev.retort.schema.Name;
import java.util.List;
import java.util.Optional;

/** Where the parts of an operation are written. */
public final class Places {
  private final Origins origins;
  private final List<String> texts;
  private final TreePlace operation;

  Places(Origins origins, List<String> texts, TreePlace operation) {
    this.origins = origins;
    this.texts = List.copyOf(texts);
    this.operation = operation;
  }

  /**
   * Returns the call that asks for the operation.
   *
   * @return the name of the method: for {@code op.dropTable("users")} the caret stands at its dot,
   *     which is where javac points for it
   */
  public Place operation() {
    return operation;
  }

  /**
   * Returns where a name is written.
   *
   * @param name one that the operation holds
   * @return the literal, or where the constant of another file is used; for a name that was found
   *     in a text, such as that of a trigger, the piece of the text that holds it; else {@link
   *     #operation()}
   */
  public Place of(Name name) {
    return find(name.text()).or(() -> within(name.text())).orElse(operation);
  }

  /**
   * Returns where a text is written.
   *
   * @param text the very String that the operation holds
   * @return its place, or {@link #operation()}
   */
  public Place of(String text) {
    return find(text).orElse(operation);
  }

  /**
   * Returns where a part of a text is written.
   *
   * @param text the very String that the operation holds
   * @param offset of a character within it
   * @return the piece of a concatenation that holds the character; else as {@link #of(String)}
   */
  public Place of(String text, int offset) {
    return origins.find(text).<Place>map(origin -> origin.at(offset)).orElse(operation);
  }

  private Optional<Place> find(String text) {
    return origins.find(text).map(Origin::place);
  }

  /** Looks in the texts that the call was given, when just one has the word. */
  private Optional<Place> within(String word) {
    List<String> holders = texts.stream().filter(text -> text.contains(word)).toList();
    if (holders.size() != 1) {
      return Optional.empty();
    }
    String text = holders.get(0);
    return Optional.of(of(text, text.indexOf(word)));
  }
}
