/** Placeholder until the screen lands. */
export function SyncScreen() {
  return null;
}
