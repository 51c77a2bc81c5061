import { StoreError } from "../../errors.ts";
import type { Store } from "../../store/store.ts";

/** Takes the last import back, byte by byte. Throws a StoreError nothing-to-undo where there is none, or a file was changed since. */
export async function undoImport(store: Store, isDryRun: boolean): Promise<{ readonly restored: readonly string[] }> {
  const history = await store.history();
  const batch = history.lastBatch("import");
  if (!batch) {
    throw new StoreError("nothing-to-undo", "There is no import to take back.", {
      // The folder itself is no sign: whoever looks for it has made it.
      hint: history.lastBatch()
        ? "No import stands any more: there was none, or every one was taken back already. Nothing was changed."
        : "Imports are remembered in .pitrans; without that folder they cannot be undone.",
    });
  }
  if (isDryRun) return { restored: history.filesOf(batch.id).map(({ path }) => path) };
  const { restored, changedSince } = await store.undoBatch(batch.id);
  if (changedSince.length > 0) {
    throw new StoreError(
      "nothing-to-undo",
      `The import cannot be taken back: ${changedSince.join(", ")} changed since.`,
      {
        hint: "Nothing was changed. Correct those files by hand, or import the right ones.",
      },
    );
  }
  return { restored };
}
