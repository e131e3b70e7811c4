/** Where the cursor goes in a form. */

const controls = 'input:not([type="hidden"]):not([disabled]), textarea:not([disabled])';

/** The first field, in the order of the page, that a save refused. */
export function focusFirstInvalid(root: HTMLElement): void {
  // React draws the marks after the state change; the next frame has them.
  requestAnimationFrame(() => {
    const field = root.querySelector<HTMLElement>("[data-invalid]");
    const control =
      field?.querySelector<HTMLElement>('input[aria-invalid="true"]') ?? field?.querySelector<HTMLElement>(controls);
    field?.scrollIntoView({ block: "center" });
    control?.focus({ preventScroll: true });
  });
}
