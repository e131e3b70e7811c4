/** Where a key moves the selection of a list. Pure. */

/** @returns the new index; null when the key does not move it */
export function moveSelection(key: string, index: number, total: number, page: number): number | null {
  if (total === 0) return null;
  const last = total - 1;
  const clamp = (wanted: number) => Math.min(Math.max(wanted, 0), last);
  switch (key) {
    case "ArrowDown":
      return clamp(index + 1);
    case "ArrowUp":
      return clamp(index - 1);
    case "PageDown":
      return clamp(index + page);
    case "PageUp":
      return clamp(index - page);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
