import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DraftContent } from "../../renderer/values/draft-content.ts";
import { DELAY_MS, DraftSaver } from "../../renderer/stores/draft-saver.ts";

const content = (title: string): DraftContent => ({ fields: { title } });

/** A disk that answers when told to. */
function makeDisk() {
  const written: unknown[] = [];
  const waiting: (() => void)[] = [];
  let isSlow = false;
  let failure: Error | null = null;
  const answer = async <T>(value: T): Promise<T> => {
    if (isSlow) await new Promise<void>((resolve) => waiting.push(resolve));
    if (failure !== null) throw failure;
    return value;
  };
  return {
    written,
    target: {
      put: async (value: DraftContent) => {
        const result = await answer({ updatedAt: 1 });
        written.push(value);
        return result;
      },
      discard: async () => {
        await answer(null);
        written.push(null);
      },
    },
    slow: () => (isSlow = true),
    release: () => waiting.shift()?.(),
    fail: (error: Error | null) => (failure = error),
  };
}

function makeSaver(exists = false) {
  const disk = makeDisk();
  const events = { onSaved: vi.fn<(at: number | null) => void>(), onFailed: vi.fn<(error: unknown) => void>() };
  return { disk, events, saver: new DraftSaver(disk.target, events, exists) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a draft while typing", () => {
  test("is on disk within 300 ms, and typing on does not put that off", async () => {
    expect(DELAY_MS).toBeLessThanOrEqual(300);
    const { disk, saver } = makeSaver();
    for (let index = 1; index <= 10; index += 1) {
      saver.change(content("字".repeat(index)));
      await vi.advanceTimersByTimeAsync(DELAY_MS / 5);
    }
    expect(disk.written.length).toBeGreaterThanOrEqual(2);
    await vi.advanceTimersByTimeAsync(DELAY_MS);
    expect(disk.written.at(-1)).toEqual(content("字".repeat(10)));
  });

  test("is written at once when the field is left or the window may close", async () => {
    const { disk, saver } = makeSaver();
    saver.change(content("韦"));
    await saver.flush();
    expect(disk.written).toEqual([content("韦")]);
  });

  test("on a slow disk is written one at a time, and the newest wins", async () => {
    const { disk, saver } = makeSaver();
    disk.slow();
    saver.change(content("一"));
    const first = saver.flush();
    saver.change(content("一二"));
    const second = saver.flush();
    disk.release();
    await first;
    await vi.advanceTimersByTimeAsync(0);
    disk.release();
    await second;
    expect(disk.written).toEqual([content("一"), content("一二")]);
  });

  test("is tried again after the disk failed, with nothing lost", async () => {
    const { disk, events, saver } = makeSaver();
    disk.fail(new Error("full"));
    saver.change(content("甲"));
    await saver.flush();
    expect(events.onFailed).toHaveBeenCalledOnce();
    disk.fail(null);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(disk.written).toEqual([content("甲")]);
  });
});

describe("a draft that is no longer needed", () => {
  test("that could never be written leaves no warning behind", async () => {
    const { disk, events, saver } = makeSaver();
    disk.fail(new Error("refused"));
    saver.change(content("甲"));
    await saver.flush();
    expect(events.onFailed).toHaveBeenCalledOnce();
    saver.change(null);
    await saver.flush();
    expect(events.onSaved).toHaveBeenLastCalledWith(null);
    expect(disk.written).toEqual([]);
  });

  test("is discarded when the form is as it was saved", async () => {
    const { disk, events, saver } = makeSaver(true);
    saver.change(null);
    await saver.flush();
    expect(disk.written).toEqual([null]);
    expect(events.onSaved).toHaveBeenLastCalledWith(null);
  });

  test("is not written for a form that was only looked at", async () => {
    const { disk, saver } = makeSaver();
    saver.change(null);
    await saver.flush();
    expect(disk.written).toEqual([]);
  });

  test("does not come back after a save", async () => {
    const { disk, saver } = makeSaver();
    saver.change(content("甲"));
    await saver.settle();
    saver.forgotten();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(disk.written).toEqual([]);
  });
});
