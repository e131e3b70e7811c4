/** Shows drawn documents inside an element. Apart from `render.ts`, which is large and loaded when it is needed. */
export function showIn(place: HTMLElement, ...hosts: readonly HTMLElement[]): void {
  for (const host of hosts) host.className = "";
  place.replaceChildren(...hosts);
}
