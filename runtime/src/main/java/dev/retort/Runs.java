package dev.retort;

import dev.retort.backup.BackupFolder;
import dev.retort.backup.BackupSafeguard;
import dev.retort.history.HistoryTable;
import dev.retort.plan.Dialect;
import dev.retort.revision.RevisionGraph;
import dev.retort.revision.RevisionNode;
import dev.retort.run.MigrationRun;
import dev.retort.run.RebuildMode;
import dev.retort.run.RevisionTask;
import dev.retort.run.RunSettings;
import dev.retort.run.Safeguard;
import dev.retort.run.ScriptWriter;
import dev.retort.sqlite.SqliteCopier;
import dev.retort.sqlite.SqliteDialect;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the runs of a migrator, each on one connection.
 *
 * @param graph the revisions
 * @param tasks how each is run, by its id
 * @param historyTable the name of the table that says which are applied
 * @param settings what a run is told
 * @param rebuild how tables are altered
 * @param backups where copies of the database go, if they are wanted
 */
record Runs(
    RevisionGraph graph,
    Map<String, RevisionTask> tasks,
    String historyTable,
    RunSettings settings,
    RebuildMode rebuild,
    Optional<BackupFolder> backups) {

  /**
   * Makes those of a registry.
   *
   * @throws dev.retort.error.GraphException when the revisions form no sound graph
   */
  static Runs of(
      RevisionRegistry registry,
      String historyTable,
      RunSettings settings,
      RebuildMode rebuild,
      Optional<BackupFolder> backups) {
    List<RevisionNode> nodes = new ArrayList<>();
    Map<String, RevisionTask> tasks = new LinkedHashMap<>();
    for (RegisteredRevision each : registry.revisions()) {
      nodes.add(new RevisionNode(each.id(), each.down(), each.labels(), each.dependsOn()));
      tasks.put(
          each.id(),
          new RevisionTask(
              each.id(),
              each.message(),
              each.migration(),
              each.irreversible(),
              each.fingerprint()));
    }
    RevisionGraph graph = RevisionGraph.of(nodes);
    graph.requireSound();
    return new Runs(graph, tasks, historyTable, settings, rebuild, backups);
  }

  MigrationRun on(Connection connection) {
    return new MigrationRun(
        connection, dialect(), history(), graph, tasks, settings, safeguard(connection));
  }

  /** Scripts are written without a database, and so for any of them. */
  ScriptWriter scripts() {
    Dialect dialect = new SqliteDialect(SqliteDialect.Ways.CLASSIC);
    HistoryTable history = new HistoryTable(dialect, historyTable);
    return new ScriptWriter(dialect, history, graph, tasks, settings.arguments());
  }

  HistoryTable history() {
    return new HistoryTable(dialect(), historyTable);
  }

  Dialect dialect() {
    return new SqliteDialect(
        switch (rebuild) {
          case AUTO -> SqliteDialect.Ways.CHEAPEST;
          case CLASSIC -> SqliteDialect.Ways.CLASSIC;
        });
  }

  private Safeguard safeguard(Connection connection) {
    if (backups.isEmpty()) {
      return Safeguard.NONE;
    }
    return new BackupSafeguard(
        backups.get(),
        new SqliteCopier(),
        dialect(),
        connection,
        settings.listener(),
        settings.lockTimeout());
  }
}
