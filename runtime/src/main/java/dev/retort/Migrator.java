package dev.retort;

import dev.retort.error.OutOfOrderException;
import dev.retort.error.TargetException;
import dev.retort.error.UnknownRevisionException;
import dev.retort.history.HistoryTable;
import dev.retort.plan.Dialect;
import dev.retort.revision.RevisionGraph;
import dev.retort.revision.RevisionNode;
import dev.retort.run.HistoryEntry;
import dev.retort.run.MigrationListener;
import dev.retort.run.MigrationReport;
import dev.retort.run.MigrationRun;
import dev.retort.run.RebuildMode;
import dev.retort.run.RevisionTask;
import dev.retort.run.RunPlan;
import dev.retort.run.RunSettings;
import dev.retort.run.ScriptWriter;
import dev.retort.sqlite.SqliteDialect;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Brings a database to a revision.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   Migrator.of(new Migrations(), "jdbc:sqlite:app.db").upgrade();
 * }
 * }</pre>
 *
 * <p>A run is atomic: a revision that fails takes the whole run back. Two runs at once do not meet:
 * one works, the other waits and finds nothing to do. A migrator holds no connection between its
 * methods and can be used again; it is not meant for several threads at once on one connection.
 *
 * <p>On SQLite, foreign keys are off during a run and what they were after it; new violations fail
 * the revision that made them.
 *
 * <p>Every method throws {@link dev.retort.error.MigrationException}; its cases say more.
 */
public final class Migrator {
  private final RevisionGraph graph;
  private final Map<String, RevisionTask> tasks;
  private final Database database;
  private final String historyTable;
  private final RunSettings settings;
  private final RebuildMode rebuild;
  private final String scriptVersion;

  private Migrator(Builder builder, Database database) {
    List<RevisionNode> nodes = new ArrayList<>();
    Map<String, RevisionTask> named = new LinkedHashMap<>();
    for (RegisteredRevision each : builder.registry.revisions()) {
      nodes.add(new RevisionNode(each.id(), each.down(), each.labels(), each.dependsOn()));
      named.put(
          each.id(),
          new RevisionTask(each.id(), each.message(), each.migration(), each.irreversible()));
    }
    this.graph = RevisionGraph.of(nodes);
    this.graph.requireSound();
    this.tasks = named;
    this.database = database;
    this.historyTable = builder.historyTable;
    this.settings = new RunSettings(builder.lockTimeout, builder.listener, builder.arguments);
    this.rebuild = builder.rebuild;
    this.scriptVersion = builder.scriptVersion;
  }

  /**
   * Returns a migrator for a database by its URL.
   *
   * @param registry the revisions, for example {@code new Migrations()}
   * @param url for example {@code "jdbc:sqlite:app.db"}
   * @return the migrator
   */
  public static Migrator of(RevisionRegistry registry, String url) {
    return builder(registry).url(url).build();
  }

  /**
   * Returns a builder, which still wants to know the database.
   *
   * @param registry the revisions, for example {@code new Migrations()}
   * @return the builder
   */
  public static Builder builder(RevisionRegistry registry) {
    return new Builder(registry);
  }

  /**
   * Applies all revisions up to the head.
   *
   * @return what was done
   */
  public MigrationReport upgrade() {
    return upgrade("head");
  }

  /**
   * Applies revisions up to a target.
   *
   * @param target {@code head}, an id, a label, the beginning of an id, or {@code +n}
   * @return what was done; nothing when the database is there already
   */
  public MigrationReport upgrade(String target) {
    requireTarget(() -> upgradePath(Set.of(), target));
    return write(run -> run.upgrade(applied -> upgradePath(applied, target)));
  }

  /**
   * Undoes revisions down to a target.
   *
   * @param target {@code base}, an id, a label, the beginning of an id, or {@code -n}
   * @return what was done; nothing when nothing applied is above the target
   */
  public MigrationReport downgrade(String target) {
    requireTarget(() -> graph.downgradePath(Set.of(), target));
    return write(
        run ->
            run.downgrade(
                applied -> {
                  requireKnown(applied);
                  return graph.downgradePath(applied, target);
                }));
  }

  /**
   * Writes the history as if these targets, and all before them, were applied, and nothing else;
   * runs nothing. For a database that has got its schema in another way.
   *
   * @param targets ids, labels, the beginnings of ids, {@code head} or {@code base}
   * @return what was written and deleted
   */
  public MigrationReport stamp(String... targets) {
    if (targets.length == 0) {
      throw new TargetException(
          "", "stamp wants at least one target; to empty the history, say stamp(\"base\")");
    }
    Set<String> wanted = new LinkedHashSet<>();
    for (String target : targets) {
      wanted.addAll(target.equals("base") ? List.of() : graph.upgradePath(Set.of(), target));
    }
    List<String> ordered = graph.order().stream().filter(wanted::contains).toList();
    return write(
        run ->
            run.stamp(
                applied -> {
                  requireKnown(applied);
                  return ordered;
                }));
  }

  /**
   * Returns what {@link #upgrade()} would do, and changes nothing.
   *
   * @return the plan, empty when nothing is pending
   */
  public RunPlan plan() {
    return plan("head");
  }

  /**
   * Returns what {@link #upgrade(String)} would do, and changes nothing: the statements of each
   * revision, and which way was chosen for each change of a table. What depends on rows that
   * revisions before it have yet to write is planned on the rows of today.
   *
   * <pre>{@code
   * System.out.println(migrator.plan("head").text());
   * }</pre>
   *
   * @param target {@code head}, an id, a label, the beginning of an id, or {@code +n}
   * @return the plan, empty when the database is there already
   */
  public RunPlan plan(String target) {
    Database read = database.exists() ? database : new Database.Empty();
    return read.with(connection -> run(connection).plan(applied -> upgradePath(applied, target)));
  }

  /**
   * Returns what would bring a database from one revision to another as a script of SQL, for where
   * no Java runs: {@code sqlite3 -bail app.db < script.sql}. Neither a database nor a file is
   * opened or made. Run on a database that is where the script begins, it gives what {@link
   * #upgrade()} gives with {@link RebuildMode#CLASSIC}, but for the times in the history; on any
   * other it fails before it changes anything.
   *
   * <pre>{@code
   * Files.writeString(Path.of("script.sql"), migrator.script("base:head"));
   * }</pre>
   *
   * @param range two targets with a colon between them, for example {@code "b7f2:head"}; nothing
   *     before the colon is {@code base}, nothing behind it {@code head}. A downgrade where the
   *     second comes before the first.
   * @return the script, the same for the same revisions and arguments
   * @throws dev.retort.error.RefusedException when something in it is no SQL, such as a step of
   *     {@code op.run(..)}, or needs a table that no revision makes
   * @throws TargetException when the range is none, or empty
   */
  public String script(String range) {
    Dialect dialect = new SqliteDialect(SqliteDialect.Ways.CLASSIC);
    HistoryTable history = new HistoryTable(dialect, historyTable);
    return new ScriptWriter(dialect, history, graph, tasks, settings.arguments())
        .write(range, scriptVersion);
  }

  /**
   * Returns where the database is: the applied revisions that no applied one goes down to.
   *
   * @return ids, sorted, those that this application does not know too; none for a database without
   *     a history
   */
  public List<String> current() {
    return read(run -> current(run.applied()), List.of());
  }

  /**
   * Returns the revisions that none goes down to.
   *
   * @return ids, sorted
   */
  public List<String> heads() {
    return graph.heads();
  }

  /**
   * Returns the revisions that are not applied.
   *
   * @return ids, in the order in which they would be applied
   */
  public List<String> pending() {
    Set<String> applied = read(MigrationRun::applied, Set.<String>of());
    return graph.order().stream().filter(id -> !applied.contains(id)).toList();
  }

  /**
   * Returns what is applied to the database.
   *
   * @return in the order in which it was applied; nothing for a database without a history
   */
  public List<HistoryEntry> history() {
    return read(MigrationRun::history, List.of());
  }

  /** A revision that this application does not know is one of those nothing goes down to. */
  private List<String> current(Set<String> applied) {
    List<String> current = new ArrayList<>(graph.current(applied));
    current.addAll(graph.unknown(applied));
    current.sort(null);
    return List.copyOf(current);
  }

  private List<String> upgradePath(Set<String> applied, String target) {
    requireKnown(applied);
    requireInOrder(applied);
    return graph.upgradePath(applied, target);
  }

  /** Looks at a target before a file that is not there is made. */
  private void requireTarget(Runnable look) {
    if (!database.exists()) {
      look.run();
    }
  }

  private void requireKnown(Set<String> applied) {
    List<String> unknown = graph.unknown(applied);
    if (!unknown.isEmpty()) {
      throw new UnknownRevisionException(unknown, Words.newerDatabase(unknown));
    }
  }

  private void requireInOrder(Set<String> applied) {
    List<String> skipped = graph.skipped(applied);
    if (!skipped.isEmpty()) {
      throw new OutOfOrderException(skipped, Words.outOfOrder(skipped));
    }
  }

  private <T> T read(Function<MigrationRun, T> question, T ofNoDatabase) {
    return database.exists() ? write(question) : ofNoDatabase;
  }

  private <T> T write(Function<MigrationRun, T> work) {
    return database.with(connection -> work.apply(run(connection)));
  }

  private MigrationRun run(Connection connection) {
    Dialect dialect =
        new SqliteDialect(
            switch (rebuild) {
              case AUTO -> SqliteDialect.Ways.CHEAPEST;
              case CLASSIC -> SqliteDialect.Ways.CLASSIC;
            });
    return new MigrationRun(
        connection, dialect, new HistoryTable(dialect, historyTable), graph, tasks, settings);
  }

  /** Says which database a {@link Migrator} is for, and how it works. */
  public static final class Builder {
    private final RevisionRegistry registry;
    private final Map<String, String> arguments = new HashMap<>();
    private Database.Address address = Database.Address.none();
    private Duration lockTimeout = Duration.ofMinutes(10);
    private String historyTable = HistoryTable.DEFAULT_NAME;
    private MigrationListener listener = MigrationListener.NONE;
    private RebuildMode rebuild = RebuildMode.AUTO;
    private String scriptVersion = "3.40";

    private Builder(RevisionRegistry registry) {
      this.registry = registry;
    }

    /**
     * Takes the database by its URL; a connection is opened for each call, and closed after it.
     *
     * @param url for example {@code "jdbc:sqlite:app.db"}
     * @return this builder
     */
    public Builder url(String url) {
      address = address.url(url);
      return this;
    }

    /**
     * Takes connections from a data source, one for each call, and closes them after it.
     *
     * @param dataSource the data source
     * @return this builder
     */
    public Builder dataSource(DataSource dataSource) {
      address = address.dataSource(dataSource);
      return this;
    }

    /**
     * Uses this connection, which is never closed and gets its settings back. It must be in
     * autocommit mode with no transaction under way.
     *
     * @param connection the connection
     * @return this builder
     */
    public Builder connection(Connection connection) {
      address = address.connection(connection);
      return this;
    }

    /**
     * Gives a user for the URL. SQLite has none.
     *
     * @param user the name of the user
     * @return this builder
     */
    public Builder user(String user) {
      address = address.user(user);
      return this;
    }

    /**
     * Gives a password for the URL; it is never shown. SQLite has none.
     *
     * @param password the password
     * @return this builder
     */
    public Builder password(String password) {
      address = address.password(password);
      return this;
    }

    /**
     * Says how long to wait for another run, or another program, to leave the database alone.
     *
     * @param timeout 10 minutes unless said
     * @return this builder
     */
    public Builder lockTimeout(Duration timeout) {
      lockTimeout = timeout;
      return this;
    }

    /**
     * Keeps the history in another table, for a database that two registries share.
     *
     * @param name {@code retort_history} unless said
     * @return this builder
     */
    public Builder historyTable(String name) {
      historyTable = name;
      return this;
    }

    /**
     * Tells someone of each run while it goes on.
     *
     * @param toTell who is told
     * @return this builder
     */
    public Builder listener(MigrationListener toTell) {
      listener = toTell;
      return this;
    }

    /**
     * Says how tables are altered on SQLite.
     *
     * @param mode {@link RebuildMode#AUTO} unless said
     * @return this builder
     */
    public Builder rebuild(RebuildMode mode) {
      rebuild = mode;
      return this;
    }

    /**
     * Says which SQLite is the oldest that {@link Migrator#script} is written for.
     *
     * @param version {@code "3.40"} unless said; {@code "3.37"} is the oldest, and the newest is
     *     that of the driver
     * @return this builder
     * @throws IllegalArgumentException when it is none of these
     */
    public Builder scriptVersion(String version) {
      scriptVersion = SqliteDialect.requireScriptVersion(version);
      return this;
    }

    /**
     * Gives an argument to revisions, which read it with {@code op.arg(key)}.
     *
     * @param key its name
     * @param value its value
     * @return this builder
     */
    public Builder arg(String key, String value) {
      arguments.put(key, value);
      return this;
    }

    /**
     * Returns the migrator.
     *
     * @return the migrator
     * @throws dev.retort.error.ConnectionException when no database was named, or its URL is not
     *     one that can be used
     * @throws dev.retort.error.GraphException when the revisions form no sound graph
     */
    public Migrator build() {
      return new Migrator(this, address.database());
    }
  }
}
