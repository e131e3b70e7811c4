/** Placeholder until the screen lands. */
export function LedgerScreen() {
  return null;
}
