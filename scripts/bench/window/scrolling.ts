/** How even the frames are while a page is scrolled by the wheel. */
import type { Page } from "playwright-core";

/** Turns of a wheel as a hurried hand makes them: 240 pixels each, as fast as the page takes them. */
const turns = 160;
const pixels = 240;
const betweenTurns = 16;

/**
 * Scrolls at the middle of the window, down and a quarter of the way up again.
 * @returns milliseconds between one animation frame and the next
 */
export async function scrolledFrames(page: Page): Promise<number[]> {
  const { width, height } =
    page.viewportSize() ?? (await page.evaluate(() => ({ width: innerWidth, height: innerHeight })));
  await page.mouse.move(width / 2, height / 2);
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { scrolledFrames: frames });
    let last = performance.now();
    const next = (now: number): void => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  for (let turn = 0; turn < turns; turn += 1) {
    await page.mouse.wheel(0, turn < turns * 0.75 ? pixels : -pixels);
    await page.waitForTimeout(betweenTurns);
  }
  return page.evaluate(() => (window as Window & { scrolledFrames?: number[] }).scrolledFrames?.slice(1) ?? []);
}
