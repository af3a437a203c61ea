package dev.retort.processor.declared;

/**
 * The name of the registry that is written.
 *
 * @param packageName its package, empty for the unnamed one
 * @param simpleName for example {@code Migrations}
 */
public record RegistryName(String packageName, String simpleName) {

  /** Returns the whole name, for example {@code com.acme.Migrations}. */
  public String text() {
    return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
  }
}
