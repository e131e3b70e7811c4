/** Placeholder until the screen lands. */
export function SettingsScreen() {
  return null;
}
