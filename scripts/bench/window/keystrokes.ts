/** How long a pressed key takes to be on the screen. */
import type { Locator, Page } from "playwright-core";

/** Between two keys: brisk typing, and time for the draft's write in between. */
const betweenKeys = 70;

/**
 * Types into a field and waits, for each key, for the frame in which its effect was painted: the animation frame after the
 * key, and the first task after that frame. Milliseconds from the key's own time stamp.
 */
export async function keystrokesToPaint(page: Page, field: Locator, text: string): Promise<number[]> {
  await field.click();
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { keystrokeTimes: times });
    window.addEventListener(
      "keydown",
      (event) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener("message", () => times.push(performance.now() - event.timeStamp));
          port1.start();
          port2.postMessage(null);
        }),
      { capture: true },
    );
  });
  await page.keyboard.type(text, { delay: betweenKeys });
  await page.waitForTimeout(betweenKeys * 3);
  const typed = await field.inputValue();
  if (!typed.includes(text)) throw new Error("the field did not take the keys");
  return page.evaluate(() => (window as Window & { keystrokeTimes?: number[] }).keystrokeTimes ?? []);
}
