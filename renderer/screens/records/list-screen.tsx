/** stub */
export function RecordListScreen(_: { kind: string; filter: unknown }) {
  return null;
}
