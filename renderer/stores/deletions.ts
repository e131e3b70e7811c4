/** What was deleted (or decided, with the decision's id) in this window, newest last, so that Ctrl+Z brings it back from any screen for as long as the program runs. */

/** @returns after the record is back; a failure is told to the user by whoever deleted it */
type BringBack = () => Promise<void>;

interface Deletion {
  /** What is still gone of it. */
  readonly ids: Set<string>;
  readonly bringBack: BringBack;
}

const deletions: Deletion[] = [];

/** @returns brings this one back, once, also when later ones were deleted */
export function noteUndoable(ids: Iterable<string>, bringBack: BringBack): () => void {
  const deletion: Deletion = { ids: new Set(ids), bringBack };
  deletions.push(deletion);
  return () => {
    const at = deletions.indexOf(deletion);
    if (at === -1) return;
    deletions.splice(at, 1);
    void bringBack();
  };
}

/** These came back another way: Ctrl+Z goes on with the deletion before. */
export function forgetDeletions(ids: Iterable<string>): void {
  for (const id of ids) for (const deletion of deletions) deletion.ids.delete(id);
  for (let at = deletions.length - 1; at >= 0; at -= 1) if (deletions[at]?.ids.size === 0) deletions.splice(at, 1);
}

/** @returns false when nothing is left to bring back */
export function bringBackLast(): boolean {
  const last = deletions.pop();
  if (last === undefined) return false;
  void last.bringBack();
  return true;
}
