/** stub */
export function RecordScreen(_: { route: unknown }) {
  return null;
}
