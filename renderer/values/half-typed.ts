/** A name that is being typed into a field of several names: no value of the form yet, but not to be lost either. */
import { createContext, useContext } from "react";

/** Told at every keystroke: the field's path and its unfinished text, "" once it became a name or was taken away. */
export type OnHalfTyped = (path: string, text: string) => void;

export const HalfTyped = createContext<OnHalfTyped | null>(null);

export const useHalfTyped = (): OnHalfTyped => useContext(HalfTyped) ?? nobody;

const nobody: OnHalfTyped = () => {};

/** The names as they are when the field is left now. */
export function withName(names: unknown, text: string): string[] {
  const before = Array.isArray(names) ? names.map(String) : [];
  const name = text.trim();
  return name === "" || before.includes(name) ? before : [...before, name];
}

/** The field of the record that a path leads to; null for that of a row, which has no names. */
export const fieldOfPath = (path: string): string | null => (path.startsWith("fields.") ? path.slice(7) : null);
