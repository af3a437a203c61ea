package dev.retort.op;

import dev.retort.schema.Index;
import dev.retort.schema.Name;
import dev.retort.schema.Row;
import dev.retort.schema.Table;
import dev.retort.schema.TableChange;
import dev.retort.schema.TableElement;
import dev.retort.schema.View;
import dev.retort.schema.VirtualTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The {@link Op} that records, for one database and some arguments. */
public final class Recorder {
  private final DialectName dialect;
  private final Map<String, String> arguments;

  /**
   * Makes a recorder.
   *
   * @param dialect the database that bodies are recorded for
   * @param arguments what {@link Op#arg} gives them
   */
  public Recorder(DialectName dialect, Map<String, String> arguments) {
    this.dialect = dialect;
    this.arguments = Map.copyOf(arguments);
  }

  /**
   * Records an upgrade.
   *
   * @param migration whose upgrade
   * @return what it asks for
   */
  public Recording upgrade(Migration migration) {
    Tape tape =
        new Tape(
            migration.getClass(),
            () -> {
              throw new IllegalStateException(
                  "undoUpgrade() is for downgrade(..), not for upgrade(..)");
            });
    migration.upgrade(tape);
    return tape.recording();
  }

  /**
   * Records a downgrade.
   *
   * @param migration whose downgrade
   * @param undo gives the derived inverse of its upgrade; called only if the body asks for it
   * @return what it asks for
   */
  public Recording downgrade(Migration migration, Supplier<List<Operation>> undo) {
    Tape tape = new Tape(migration.getClass(), undo);
    migration.downgrade(tape);
    return tape.recording();
  }

  private final class Tape implements Op {
    private final Class<?> beside;
    private final Supplier<List<Operation>> undo;
    private final List<Operation> operations = new ArrayList<>();
    private boolean ended;
    private boolean asksDialect;
    private boolean asksArguments;

    Tape(Class<?> beside, Supplier<List<Operation>> undo) {
      this.beside = beside;
      this.undo = undo;
    }

    Recording recording() {
      ended = true;
      return new Recording(
          operations, asksDialect ? Optional.of(dialect) : Optional.empty(), asksArguments);
    }

    private void record(Operation operation) {
      if (ended) {
        throw new IllegalStateException(
            "the body has ended, and so nothing can be asked of its Op any more: "
                + operation.describe()
                + ". In run(..), use the connection of the step");
      }
      operations.add(operation);
    }

    @Override
    public void createTable(String table, TableElement... elements) {
      record(new CreateTable(Table.of(Name.of(table), elements)));
    }

    @Override
    public void dropTable(String table) {
      record(new DropTable(Name.of(table)));
    }

    @Override
    public void renameTable(String from, String to) {
      record(new RenameTable(Name.of(from), Name.of(to)));
    }

    @Override
    public void alterTable(String table, TableChange... changes) {
      record(new AlterTable(Name.of(table), List.of(changes)));
    }

    @Override
    public void createIndex(Index index) {
      record(new CreateIndex(index));
    }

    @Override
    public void dropIndex(String name) {
      record(new DropIndex(Name.of(name)));
    }

    @Override
    public void createView(String name, String select) {
      record(new CreateView(new View(Name.of(name), List.of(), select)));
    }

    @Override
    public void replaceView(String name, String select) {
      record(new ReplaceView(new View(Name.of(name), List.of(), select)));
    }

    @Override
    public void dropView(String name) {
      record(new DropView(Name.of(name)));
    }

    @Override
    public void createTrigger(String createSql) {
      record(new CreateTrigger(TriggerHeader.read(createSql)));
    }

    @Override
    public void replaceTrigger(String createSql) {
      record(new ReplaceTrigger(TriggerHeader.read(createSql)));
    }

    @Override
    public void dropTrigger(String name) {
      record(new DropTrigger(Name.of(name)));
    }

    @Override
    public void createVirtualTable(String name, String module, String... arguments) {
      record(
          new CreateVirtualTable(
              new VirtualTable(Name.of(name), Name.of(module), List.of(arguments))));
    }

    @Override
    public void insert(String table, Row... rows) {
      record(new InsertRows(Name.of(table), List.of(rows)));
    }

    @Override
    public void execute(String sql) {
      record(new ExecuteSql(sql, Optional.empty()));
    }

    @Override
    public void execute(DialectName only, String sql) {
      record(new ExecuteSql(sql, Optional.of(only)));
    }

    @Override
    public void executeOutsideTransaction(String sql) {
      record(new ExecuteOutside(sql));
    }

    @Override
    public void executeResource(String resource) {
      record(new ExecuteSql(text(resource), Optional.empty()));
    }

    private String text(String resource) {
      try (InputStream stream = beside.getResourceAsStream(resource)) {
        if (stream == null) {
          throw new IllegalArgumentException(
              "there is no resource \"" + resource + "\" beside " + beside.getName());
        }
        // One text on every system, whatever line ends a checkout has made of it.
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
      } catch (IOException unreadable) {
        throw new UncheckedIOException(
            "the resource \"" + resource + "\" beside " + beside.getName() + " cannot be read",
            unreadable);
      }
    }

    @Override
    public void run(String description, DataStep step) {
      record(new RunStep(description, step));
    }

    @Override
    public void undoUpgrade() {
      undo.get().forEach(this::record);
    }

    @Override
    public DialectName dialect() {
      asksDialect = true;
      return dialect;
    }

    @Override
    public Optional<String> arg(String key) {
      asksArguments = true;
      return Optional.ofNullable(arguments.get(key));
    }
  }
}
