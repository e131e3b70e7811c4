/** Shows drawn pages inside an element. Apart from `render.ts`, which is large and loaded when it is needed. */
export function showIn(place: HTMLElement, host: HTMLElement): void {
  host.className = "";
  place.replaceChildren(host);
}
