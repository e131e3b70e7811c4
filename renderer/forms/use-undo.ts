/**
 * Undo and redo in the page: Ctrl+Z, Ctrl+Y, Ctrl+Shift+Z, the menu's and the context menu's 撤销, two buttons. The browser's
 * own undo knows one field only and loses its memory whenever a value is set; inside a form it is replaced altogether.
 */
import { useCallback, useEffect, useSyncExternalStore, type RefObject } from "react";
import { goToPlace } from "./form-places.ts";
import type { FormSession } from "./form-sessions.ts";
import { historyKeyOf, isUnfinished } from "../keys/keyboard.ts";
import type { Applied } from "./undo-history.ts";

export interface Undo {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** @param root around the fields alone */
export function useUndo(
  root: RefObject<HTMLElement | null>,
  session: FormSession,
  show: (applied: Applied) => void,
): Undo {
  const { history } = session;
  const canUndo = useSyncExternalStore(history.subscribe, () => history.canUndo);
  const canRedo = useSyncExternalStore(history.subscribe, () => history.canRedo);

  const step = useCallback(
    (way: "undo" | "redo") => {
      // A composition belongs to the input method until it ends.
      if (session.composition !== null) return;
      const applied = history[way]();
      if (applied === null) return;
      show(applied);
      lookAt(root, applied);
    },
    [session, history, show, root],
  );
  const undo = useCallback(() => step("undo"), [step]);
  const redo = useCallback(() => step("redo"), [step]);

  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    const seal = () => history.seal();
    const sealAround = () => {
      seal();
      setTimeout(seal, 0);
    };
    const onCompositionStart = () => session.beginComposition();
    const onCompositionEnd = () => {
      session.endComposition();
      // After the event's own change has arrived.
      setTimeout(() => history.endComposition(), 0);
    };
    const onBeforeInput = (event: InputEvent) => {
      if (event.inputType !== "historyUndo" && event.inputType !== "historyRedo") return;
      if (event.target instanceof HTMLElement && isUnfinished(event.target)) return;
      event.preventDefault();
      step(event.inputType === "historyUndo" ? "undo" : "redo");
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const way = historyKeyOf(event);
      if (way === null || !isOfForm(element, event.target)) return;
      // Text that is no value yet (half a date, a name being searched) is taken back by the browser first.
      if (event.target instanceof HTMLElement && isUnfinished(event.target)) return;
      event.preventDefault();
      step(way);
    };
    element.addEventListener("compositionstart", onCompositionStart, true);
    element.addEventListener("compositionend", onCompositionEnd, true);
    element.addEventListener("beforeinput", onBeforeInput, true);
    element.addEventListener("focusout", seal, true);
    for (const name of ["paste", "cut", "drop"]) element.addEventListener(name, sealAround, true);
    window.addEventListener("keydown", onKeyDown);
    return () => {
      // A form that is taken away while composing must not stay locked when it comes back.
      session.endComposition();
      element.removeEventListener("compositionstart", onCompositionStart, true);
      element.removeEventListener("compositionend", onCompositionEnd, true);
      element.removeEventListener("beforeinput", onBeforeInput, true);
      element.removeEventListener("focusout", seal, true);
      for (const name of ["paste", "cut", "drop"]) element.removeEventListener(name, sealAround, true);
      window.removeEventListener("keydown", onKeyDown);
    };
  }, [root, session, history, step]);

  return { canUndo, canRedo, undo, redo };
}

/** Once it is drawn: a row that came back is not there yet. */
function lookAt(root: RefObject<HTMLElement | null>, { place, caret }: Applied): void {
  requestAnimationFrame(() => {
    if (root.current !== null) goToPlace(root.current, place, caret === null ? null : [caret, caret]);
  });
}

/** In the form or on its buttons, or nowhere in particular; a dialog or a panel with text of its own keeps the keys. */
function isOfForm(fields: HTMLElement, target: EventTarget | null): boolean {
  if (target === document.body) return document.querySelector(".ant-modal-wrap, .ant-drawer-open") === null;
  if (!(target instanceof Element) || target.closest(".record-side") !== null) return false;
  return (fields.closest(".record") ?? fields).contains(target);
}
