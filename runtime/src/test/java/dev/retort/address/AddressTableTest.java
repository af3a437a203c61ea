package dev.retort.address;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.ConnectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/addresses.md says of addresses is so. */
class AddressTableTest {
  private static final Path PAGE =
      Path.of(System.getProperty("retort.root", ".."), "docs", "addresses.md");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  /** Returns the rows below a heading, each as its cells. */
  private static List<List<String>> rows(String heading) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    boolean below = false;
    for (String line : Files.readAllLines(PAGE)) {
      below = line.startsWith("## ") ? line.equals("## " + heading) : below;
      if (below && line.startsWith("| `")) {
        rows.add(
            Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList());
      }
    }
    assertThat(rows.size()).isAtLeast(10);
    return rows;
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
  }

  private static String code(String cell) {
    return codes(cell).stream().findFirst().orElse("");
  }

  static Stream<Arguments> sqlite() throws IOException {
    return rows("SQLite").stream()
        .map(row -> Arguments.of(code(row.get(0)), code(row.get(1)), code(row.get(2))));
  }

  @ParameterizedTest
  @MethodSource("sqlite")
  void aFileIsNamed(String text, String file, String url) {
    SqliteAddress address = SqliteAddress.of(text);

    assertThat(address.url()).isEqualTo(url);
    assertThat(address.file()).hasValue(Path.of(file));
    assertThat(address.words()).isEqualTo("the database \"" + file + "\"");
  }

  static Stream<Arguments> postgres() throws IOException {
    return rows("PostgreSQL").stream().map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("postgres")
  void aServerIsNamed(List<String> row) {
    PostgresAddress address = (PostgresAddress) Address.of(code(row.get(0)));

    assertThat(address.user().orElse("")).isEqualTo(code(row.get(1)));
    assertThat(address.password().orElse("")).isEqualTo(code(row.get(2)));
    assertThat(address.hosts().stream().map(host -> host.name() + ":" + host.port()).toList())
        .isEqualTo(codes(row.get(3)));
    assertThat(address.database().orElse("")).isEqualTo(code(row.get(4)));
    assertThat(address.parameters().stream().map(each -> each.name() + "=" + each.value()).toList())
        .isEqualTo(codes(row.get(5)));
  }

  static Stream<Arguments> refused() throws IOException {
    return rows("What is refused").stream().map(row -> Arguments.of(code(row.get(0)), row.get(1)));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsRefusedIsSaid(String text, String message) {
    assertThat(assertThrows(ConnectionException.class, () -> SqliteAddress.of(text)))
        .hasMessageThat()
        .isEqualTo(message);
  }
}
