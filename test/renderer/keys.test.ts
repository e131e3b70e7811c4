import { describe, expect, test } from "vitest";
import { acceleratorOf } from "../../renderer/keys/binding.ts";
import { commandIds, commandOf } from "../../renderer/commands/registry.ts";
import { commandOfPress } from "../../renderer/commands/use-keys.ts";
import { historyKeyOf, isComposing, movesOn, type ControlFacts, type KeyPress } from "../../renderer/keys/keyboard.ts";

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
    expect(commandOfPress(press("s", { ctrlKey: true }))).toBe("save");
    expect(commandOfPress(press("S", { ctrlKey: true }))).toBe("save");
    expect(commandOfPress(press("n", { ctrlKey: true }))).toBe("create");
    expect(commandOfPress(press("n", { altKey: true }))).toBe("create");
    expect(commandOfPress(press("f", { ctrlKey: true }))).toBe("search");
    expect(commandOfPress(press("Escape"))).toBe("leave");
  });

  test("never take a key of a composition: Esc there drops the letters, not the form", () => {
    expect(commandOfPress(press("Escape", { isComposing: true }))).toBeNull();
    expect(commandOfPress(press("Escape", { keyCode: 229 }))).toBeNull();
    expect(commandOfPress(press("s", { ctrlKey: true, isComposing: true }))).toBeNull();
  });

  test("leave other combinations to the system", () => {
    expect(commandOfPress(press("s"))).toBeNull();
    expect(commandOfPress(press("n", { ctrlKey: true, shiftKey: true }))).toBeNull();
    expect(commandOfPress(press("c", { ctrlKey: true }))).toBeNull();
    expect(commandOfPress(press("s", { ctrlKey: true, altKey: true }))).toBeNull();
  });
});

test("Alt+↑ and Alt+↓ move a row, in the keyboard's and in Electron's words, and not while composing", () => {
  expect(commandOfPress(press("ArrowUp", { altKey: true }))).toBe("moveRowUp");
  expect(commandOfPress(press("ArrowDown", { altKey: true }))).toBe("moveRowDown");
  expect(commandOfPress(press("ArrowUp"))).toBeNull();
  expect(commandOfPress(press("ArrowUp", { altKey: true, shiftKey: true }))).toBeNull();
  expect(commandOfPress(press("ArrowDown", { altKey: true, keyCode: 229 }))).toBeNull();
  expect([acceleratorOf("Alt+↑"), acceleratorOf("Ctrl+S")]).toEqual(["Alt+Up", "CommandOrControl+S"]);
});

test("no shortcut belongs to two commands", () => {
  const bindings = commandIds.flatMap((id) => [commandOf(id).shortcut ?? [], commandOf(id).also ?? []].flat());
  expect(bindings.toSorted()).toEqual([...new Set(bindings)].toSorted());
  expect(bindings.length).toBeGreaterThan(10);
});

test("a key is composing by either sign", () => {
  expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
});

describe("several forms and undo", () => {
  test("Ctrl+Shift+S saves and goes on; Ctrl+Tab, Ctrl+Shift+Tab and Ctrl+W move among the open forms", () => {
    expect(commandOfPress(press("S", { ctrlKey: true, shiftKey: true }))).toBe("saveAndNew");
    expect(commandOfPress(press("Tab", { ctrlKey: true }))).toBe("nextForm");
    expect(commandOfPress(press("Tab", { ctrlKey: true, shiftKey: true }))).toBe("previousForm");
    expect(commandOfPress(press("Tab"))).toBeNull();
    expect(commandOfPress(press("w", { ctrlKey: true }))).toBe("closeForm");
    expect(commandOfPress(press("w", { altKey: true }))).toBe("closeForm");
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
