import { describe, expect, test } from "vitest";
import {
  historyKeyOf,
  isComposing,
  movesOn,
  shortcutOf,
  type ControlFacts,
  type KeyPress,
} from "../../renderer/forms/keys.ts";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  keyCode: 0,
  isComposing: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const input: ControlFacts = { tag: "INPUT", hasOpenChoice: false, hasPendingTag: false };

describe("Enter goes on to the next field", () => {
  test("from a single line", () => {
    expect(movesOn(press("Enter"), input)).toBe(true);
  });

  test("not from several lines, where it is a line break", () => {
    expect(movesOn(press("Enter"), { ...input, tag: "TEXTAREA" })).toBe(false);
  });

  test("not from a button, which it presses", () => {
    expect(movesOn(press("Enter"), { ...input, tag: "BUTTON" })).toBe(false);
  });

  test("not while an entry of an open list is highlighted or a name is being typed", () => {
    expect(movesOn(press("Enter"), { ...input, hasOpenChoice: true })).toBe(false);
    expect(movesOn(press("Enter"), { ...input, hasPendingTag: true })).toBe(false);
  });

  test("not together with Ctrl, Shift or Alt", () => {
    for (const held of ["ctrlKey", "shiftKey", "altKey", "metaKey"] as const) {
      expect(movesOn(press("Enter", { [held]: true }), input)).toBe(false);
    }
  });

  test("not while Sogou or another input method composes", () => {
    expect(movesOn(press("Enter", { isComposing: true }), input)).toBe(false);
    // The Enter that takes the raw letters: Chromium has ended the composition already, but reports code 229.
    expect(movesOn(press("Enter", { keyCode: 229 }), input)).toBe(false);
  });
});

describe("shortcuts", () => {
  test("are Ctrl+S, Ctrl+N, Ctrl+F and Esc, and Alt+N for browsers", () => {
    expect(shortcutOf(press("s", { ctrlKey: true }))).toBe("save");
    expect(shortcutOf(press("S", { ctrlKey: true }))).toBe("save");
    expect(shortcutOf(press("n", { ctrlKey: true }))).toBe("create");
    expect(shortcutOf(press("n", { altKey: true }))).toBe("create");
    expect(shortcutOf(press("f", { ctrlKey: true }))).toBe("search");
    expect(shortcutOf(press("Escape"))).toBe("leave");
  });

  test("never take a key of a composition: Esc there drops the letters, not the form", () => {
    expect(shortcutOf(press("Escape", { isComposing: true }))).toBeNull();
    expect(shortcutOf(press("Escape", { keyCode: 229 }))).toBeNull();
    expect(shortcutOf(press("s", { ctrlKey: true, isComposing: true }))).toBeNull();
  });

  test("leave other combinations to the system", () => {
    expect(shortcutOf(press("s"))).toBeNull();
    expect(shortcutOf(press("n", { ctrlKey: true, shiftKey: true }))).toBeNull();
    expect(shortcutOf(press("s", { ctrlKey: true, altKey: true }))).toBeNull();
  });
});

test("a key is composing by either sign", () => {
  expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
});

describe("several forms and undo", () => {
  test("Ctrl+Shift+S saves and goes on; Ctrl+Tab, Ctrl+Shift+Tab and Ctrl+W move among the open forms", () => {
    expect(shortcutOf(press("S", { ctrlKey: true, shiftKey: true }))).toBe("saveAndNew");
    expect(shortcutOf(press("Tab", { ctrlKey: true }))).toBe("nextForm");
    expect(shortcutOf(press("Tab", { ctrlKey: true, shiftKey: true }))).toBe("previousForm");
    expect(shortcutOf(press("Tab"))).toBeNull();
    expect(shortcutOf(press("w", { ctrlKey: true }))).toBe("closeForm");
    expect(shortcutOf(press("w", { altKey: true }))).toBe("closeForm");
  });

  test("Ctrl+Z undoes, Ctrl+Y and Ctrl+Shift+Z redo, and never while an input method composes", () => {
    expect(historyKeyOf(press("z", { ctrlKey: true }))).toBe("undo");
    expect(historyKeyOf(press("Z", { ctrlKey: true, shiftKey: true }))).toBe("redo");
    expect(historyKeyOf(press("y", { ctrlKey: true }))).toBe("redo");
    expect(historyKeyOf(press("z"))).toBeNull();
    expect(historyKeyOf(press("z", { ctrlKey: true, isComposing: true }))).toBeNull();
    expect(historyKeyOf(press("z", { ctrlKey: true, keyCode: 229 }))).toBeNull();
  });
});
