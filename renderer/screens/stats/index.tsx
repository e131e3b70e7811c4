/** Placeholder until the screen lands. */
export function StatsScreen() {
  return null;
}
