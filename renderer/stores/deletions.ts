/** What was deleted in this window, newest last, so that Ctrl+Z brings it back from any screen for as long as the program runs. */

/** @returns after the record is back; a failure is told to the user by whoever deleted it */
type BringBack = () => Promise<void>;

const deletions: BringBack[] = [];

/** @returns brings this one back, once, also when later ones were deleted */
export function noteDeletion(bringBack: BringBack): () => void {
  deletions.push(bringBack);
  return () => {
    const at = deletions.indexOf(bringBack);
    if (at === -1) return;
    deletions.splice(at, 1);
    void bringBack();
  };
}

/** @returns false when nothing is left to bring back */
export function bringBackLast(): boolean {
  const last = deletions.pop();
  if (last === undefined) return false;
  void last();
  return true;
}
