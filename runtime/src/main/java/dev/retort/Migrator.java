package dev.retort;

import dev.retort.address.ConfiguredAddress;
import dev.retort.adopt.AdoptedRevisions;
import dev.retort.adopt.Adoption;
import dev.retort.backup.BackupFile;
import dev.retort.backup.BackupFile.Target;
import dev.retort.backup.BackupFolder;
import dev.retort.error.PendingRevisionsException;
import dev.retort.history.HistoryTable;
import dev.retort.revision.RevisionGraph;
import dev.retort.run.CheckReport;
import dev.retort.run.HistoryEntry;
import dev.retort.run.MigrationListener;
import dev.retort.run.MigrationReport;
import dev.retort.run.MigrationRun;
import dev.retort.run.RebuildMode;
import dev.retort.run.RestoreReport;
import dev.retort.run.RunPlan;
import dev.retort.run.RunSettings;
import dev.retort.run.TransactionMode;
import dev.retort.sqlite.SqliteCopier;
import dev.retort.sqlite.SqliteDialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
 * <p>A run is atomic: a revision that fails takes the whole run back, unless {@link
 * Builder#transaction} says otherwise. Two runs at once do not meet: one works, the other waits and
 * finds nothing to do. An interrupt of its thread ends a run before its next statement, and takes
 * it back. A migrator holds no connection between its methods and can be used again; it is not
 * meant for several threads at once on one connection.
 *
 * <p>On SQLite, foreign keys are off during a run and what they were after it; new violations fail
 * the revision that made them.
 *
 * <p>Every method throws {@link dev.retort.error.MigrationException}; its cases say more.
 */
public final class Migrator {
  private final Runs runs;
  private final RevisionGraph graph;
  private final Database database;
  private final boolean allowOutOfOrder;
  private final String scriptVersion;

  private Migrator(Builder builder) {
    RunSettings settings =
        new RunSettings(
            builder.lockTimeout, builder.transaction, builder.listener, builder.arguments);
    this.runs =
        Runs.of(
            builder.registry, builder.historyTable, settings, builder.rebuild, builder.backups());
    this.graph = runs.graph();
    this.database = builder.address.database(settings);
    this.allowOutOfOrder = builder.allowOutOfOrder;
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
    requireTarget(() -> graph.upgradePath(Set.of(), target));
    return write(run -> run.upgrade(applied -> upgradePath(run, applied, target)));
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
                  run.requireKnown(applied);
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
    List<String> wanted = List.of(targets);
    requireTarget(() -> graph.stampSet(Set.of(), wanted));
    return write(
        run ->
            run.stamp(
                applied -> {
                  run.requireKnown(applied);
                  return graph.stampSet(applied, wanted);
                }));
  }

  /**
   * Does what {@link #stamp} does, and deletes the rows of revisions that this application does not
   * know too. For revisions that were deleted from the code on purpose.
   *
   * @param targets ids, labels, the beginnings of ids, {@code head} or {@code base}
   * @return what was written and deleted
   */
  public MigrationReport purgeAndStamp(String... targets) {
    List<String> wanted = List.of(targets);
    requireTarget(() -> graph.stampSet(Set.of(), wanted));
    return write(run -> run.stamp(applied -> graph.stampSet(applied, wanted)));
  }

  /**
   * Compares the database with its revisions, and changes nothing: what is pending, unknown, edited
   * or out of order, and where the schema is not what the applied revisions say. For that, they are
   * played in memory.
   *
   * <pre>{@code
   * CheckReport report = migrator.check();
   * if (!report.isClean()) {
   *   System.out.print(report.text());
   * }
   * }</pre>
   *
   * @return the report; for a file that is not there, everything is pending
   */
  public CheckReport check() {
    return readable().with(connection -> runs.on(connection).check());
  }

  /**
   * Refuses a database that is not current, and changes nothing: for an application that must not
   * migrate its database itself. A file that is not there is a database with everything pending.
   *
   * @throws dev.retort.error.UnknownRevisionException when the database is newer
   * @throws dev.retort.error.OutOfOrderException when a revision was put below an applied one
   * @throws dev.retort.error.EditedRevisionException when an applied revision was edited
   * @throws PendingRevisionsException when revisions are not applied
   */
  public void verify() {
    readable()
        .with(
            connection -> {
              MigrationRun run = runs.on(connection);
              List<String> pending =
                  run.verify(
                      applied -> {
                        requireOrder(run, applied);
                        return pending(applied);
                      });
              if (!pending.isEmpty()) {
                throw new PendingRevisionsException(pending, graph.current(run.applied()));
              }
              return pending;
            });
  }

  /**
   * Takes applied revisions that were edited as they are now: their rows in the history get the
   * fingerprints of today, and nothing else changes. For an edit that changes nothing, or that the
   * database has already.
   *
   * @return which revisions
   */
  public MigrationReport repair() {
    return readable().with(connection -> runs.on(connection).repair());
  }

  /**
   * Applies all revisions up to the head, on a daemon thread of its own.
   *
   * <pre>{@code
   * CompletableFuture<MigrationReport> upgraded = migrator.upgradeAsync();
   * upgraded.thenAccept(report -> window.open());   // or upgraded.cancel(true)
   * }</pre>
   *
   * <p>The run begins at once. Who cancels the future, or completes it in another way, ends the run
   * before its next statement; what it has not committed is rolled back. The listener is called on
   * that thread. A connection of the caller's must be left alone meanwhile.
   *
   * @return the future report; it fails with what {@link #upgrade()} throws
   */
  public CompletableFuture<MigrationReport> upgradeAsync() {
    return upgradeAsync("head");
  }

  /**
   * Applies revisions up to a target, on a daemon thread of its own; see {@link #upgradeAsync()}.
   *
   * @param target as {@link #upgrade(String)} takes it
   * @return the future report; it fails with what {@link #upgrade(String)} throws
   */
  public CompletableFuture<MigrationReport> upgradeAsync(String target) {
    return Background.run("retort-upgrade", () -> upgrade(target));
  }

  /**
   * Undoes revisions down to a target, on a daemon thread of its own; see {@link #upgradeAsync()}.
   *
   * @param target as {@link #downgrade(String)} takes it
   * @return the future report; it fails with what {@link #downgrade(String)} throws
   */
  public CompletableFuture<MigrationReport> downgradeAsync(String target) {
    return Background.run("retort-downgrade", () -> downgrade(target));
  }

  /**
   * Writes the history, on a daemon thread of its own; see {@link #upgradeAsync()}.
   *
   * @param targets as {@link #stamp(String...)} takes them
   * @return the future report; it fails with what {@link #stamp(String...)} throws
   */
  public CompletableFuture<MigrationReport> stampAsync(String... targets) {
    String[] copy = targets.clone();
    return Background.run("retort-stamp", () -> stamp(copy));
  }

  /**
   * Takes over a database that another tool has run: writes the history as if the revisions were
   * applied that the tool's versions are mapped to, and all before them; runs nothing, and leaves
   * the tool's own table as it is.
   *
   * <p>It can stand before {@link #upgrade()} at every start: a database that has a history already
   * keeps it, and one that the other tool has not touched stays as it is.
   *
   * <pre>{@code
   * migrator.adopt(Adoption.fromFlyway(Map.of("1", "create-users", "2.1", "add-nick")));
   * migrator.upgrade();
   * }</pre>
   *
   * @param adoption which version of the other tool is which revision
   * @return what was written; nothing when there was nothing to adopt
   * @throws dev.retort.error.AdoptionException when it cannot be told what is applied
   */
  public MigrationReport adopt(Adoption adoption) {
    AdoptedRevisions revisions = AdoptedRevisions.of(adoption, graph);
    return readable().with(connection -> runs.on(connection).adopt(revisions::on));
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
    return readable()
        .with(
            connection -> {
              MigrationRun run = runs.on(connection);
              return run.plan(applied -> upgradePath(run, applied, target));
            });
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
   * @throws dev.retort.error.TargetException when the range is none, or empty
   */
  public String script(String range) {
    return runs.scripts().write(range, scriptVersion);
  }

  /**
   * Returns where the database is: the applied revisions that no applied one goes down to.
   *
   * @return ids, sorted, those that this application does not know too; none for a database without
   *     a history
   */
  public List<String> current() {
    return read(run -> graph.current(run.applied()), List.of());
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
    return pending(read(MigrationRun::applied, Set.<String>of()));
  }

  private List<String> pending(Set<String> applied) {
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

  /**
   * Makes the database what a backup is: rows, schema, history and all. The backup is looked at
   * before the database is touched. All of the database is changed in one transaction, or nothing;
   * a file that is not there is made. What was in the database is gone then, and no copy of it is
   * made.
   *
   * <pre>{@code
   * migrator.restore(Path.of("backups", "app-b7f2-20261120T101530Z-3f9a1c2e05.db")).heads(); // [b7f2]
   * }</pre>
   *
   * @param backup a file that a run has made, by {@link Builder#backup}
   * @return where the database is now
   * @throws dev.retort.error.BackupException when there is no such file, or it is no database, or
   *     damaged
   * @throws dev.retort.error.LockTimeoutException when another program does not leave the database
   *     alone
   */
  public RestoreReport restore(Path backup) {
    long started = System.nanoTime();
    try (BackupFile file =
        BackupFile.open(
            backup, new SqliteCopier(), runs.dialect(), runs.settings().lockTimeout())) {
      List<String> heads = graph.current(file.applied(runs.history()));
      Target target = database.exists() ? Target.FOUND : Target.MADE;
      return database.with(
          connection -> {
            file.restoreTo(runs.on(connection), target);
            return new RestoreReport(
                backup, file.bytes(), heads, Duration.ofNanos(System.nanoTime() - started));
          });
    }
  }

  private List<String> upgradePath(MigrationRun run, Set<String> applied, String target)
      throws SQLException {
    requireOrder(run, applied);
    return graph.upgradePath(applied, target);
  }

  private void requireOrder(MigrationRun run, Set<String> applied) throws SQLException {
    run.requireKnown(applied);
    if (!allowOutOfOrder) {
      run.requireInOrder(applied);
    }
  }

  /** Looks at a target before a file that is not there is made. */
  private void requireTarget(Runnable look) {
    if (!database.exists()) {
      look.run();
    }
  }

  /** Returns the database, or an empty one for a file that is not there, which is not made. */
  private Database readable() {
    return database.exists() ? database : new Database.Empty();
  }

  private <T> T read(Function<MigrationRun, T> question, T ofNoDatabase) {
    return database.exists() ? write(question) : ofNoDatabase;
  }

  private <T> T write(Function<MigrationRun, T> work) {
    return database.with(connection -> work.apply(runs.on(connection)));
  }

  /** Says which database it is for, and shows nothing that could be a secret. */
  @Override
  public String toString() {
    return "Migrator of " + database;
  }

  /** Says which database a {@link Migrator} is for, and how it works. */
  public static final class Builder {
    private final RevisionRegistry registry;
    private final Map<String, String> arguments = new HashMap<>();
    private Database.Address address = Database.Address.none();
    private Duration lockTimeout = Duration.ofMinutes(10);
    private String historyTable = HistoryTable.DEFAULT_NAME;
    private MigrationListener listener = MigrationListener.NONE;
    private TransactionMode transaction = TransactionMode.PER_RUN;
    private RebuildMode rebuild = RebuildMode.AUTO;
    private Optional<Path> backupFolder = Optional.empty();
    private int keptBackups = 10;
    private boolean allowOutOfOrder;
    private String scriptVersion = "3.40";

    private Builder(RevisionRegistry registry) {
      this.registry = registry;
    }

    /**
     * Takes the database by its address; a connection is opened for each call, and closed after it.
     *
     * @param url for example {@code "jdbc:sqlite:app.db"}, or as Python writes it {@code
     *     "sqlite:///app.db"}
     * @return this builder
     */
    public Builder url(String url) {
      address = address.url(url);
      return this;
    }

    /**
     * Takes the database by the address that is configured: the system property {@code retort.url},
     * or else the environment variable {@code DATABASE_URL}.
     *
     * @return this builder
     * @throws dev.retort.error.ConnectionException when neither is set
     */
    public Builder urlFromEnvironment() {
      address =
          address.url(
              ConfiguredAddress.of(
                  name -> Optional.ofNullable(System.getProperty(name)),
                  name -> Optional.ofNullable(System.getenv(name))));
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
     * @param timeout 10 minutes unless said; zero to wait for nobody
     * @return this builder
     * @throws IllegalArgumentException when it is negative
     */
    public Builder lockTimeout(Duration timeout) {
      if (timeout.isNegative()) {
        throw new IllegalArgumentException("a wait cannot take a negative time: " + timeout);
      }
      lockTimeout = timeout;
      return this;
    }

    /**
     * Keeps the history in another table, for a database that two registries share.
     *
     * @param name {@code retort_history} unless said
     * @return this builder
     * @throws IllegalArgumentException when it is one that SQLite lets nobody make a table of
     */
    public Builder historyTable(String name) {
      HistoryTable.requireName(name);
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
     * Says how much of a run is one transaction.
     *
     * @param mode {@link TransactionMode#PER_RUN} unless said
     * @return this builder
     */
    public Builder transaction(TransactionMode mode) {
      transaction = mode;
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
     * Makes a copy of the database before each run that changes something, and ends the run when
     * that cannot be done. {@link Migrator#restore} brings it back.
     *
     * <pre>{@code
     * Migrator.builder(new Migrations()).url("jdbc:sqlite:app.db").backup(Path.of("backups")).build();
     * }</pre>
     *
     * @param folder where the copies go; it is made when only itself is missing
     * @return this builder
     */
    public Builder backup(Path folder) {
      backupFolder = Optional.of(folder);
      return this;
    }

    /**
     * Says how many copies of the database are kept in the folder of {@link #backup}.
     *
     * @param count 10 unless said, and at least 1
     * @return this builder
     */
    public Builder keepBackups(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("at least 1 backup is kept, and not " + count);
      }
      keptBackups = count;
      return this;
    }

    private Optional<BackupFolder> backups() {
      return backupFolder.map(folder -> new BackupFolder(folder, keptBackups, Clock.systemUTC()));
    }

    /**
     * Says whether revisions that were put below applied ones are applied all the same, in the
     * order of the graph; the history says in which order they really were. Otherwise they are
     * refused.
     *
     * @param allow false unless said
     * @return this builder
     */
    public Builder allowOutOfOrder(boolean allow) {
      allowOutOfOrder = allow;
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
      return new Migrator(this);
    }

    /** Shows nothing that could be a secret. */
    @Override
    public String toString() {
      return "Migrator.Builder[..]";
    }
  }
}
